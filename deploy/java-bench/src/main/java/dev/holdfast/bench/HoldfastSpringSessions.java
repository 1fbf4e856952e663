package dev.holdfast.bench;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.WebSessions;
import dev.holdfast.springsession.HoldfastHttpSessionConfiguration;
import dev.holdfast.springsession.HoldfastSessionRepository;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Spring Session over the session service, with the default settings. */
@Configuration(proxyBeanMethods = false)
@Import(HoldfastHttpSessionConfiguration.class)
class HoldfastSpringSessions {

  @Bean
  HoldfastSessionRepository repository(
      @Value("${sessions.at}") String endpoints, ApplicationContext application) {
    SessionClient client = SessionClient.open(ClientOptions.parse(endpoints));
    AttributeCodecs codecs =
        AttributeCodecs.standard(
            JavaSerialization.allowing(List.of(), HoldfastSpringSessions.class::getClassLoader));
    WebSessions sessions = WebSessions.open(client, SessionSettings.DEFAULT, codecs);
    return new HoldfastSessionRepository(client, sessions, application);
  }
}
