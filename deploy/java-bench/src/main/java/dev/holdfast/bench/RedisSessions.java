package dev.holdfast.bench;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;

/** Spring Session over Redis, with its default settings. */
@Configuration(proxyBeanMethods = false)
@EnableRedisHttpSession
class RedisSessions {

  @Bean
  LettuceConnectionFactory connections(@Value("${sessions.at}") int port) {
    return new LettuceConnectionFactory("127.0.0.1", port);
  }
}
