package dev.holdfast.springsession.boot;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.session.Locking;
import dev.holdfast.client.session.RequestRules;
import dev.holdfast.client.session.Routing;
import dev.holdfast.client.session.SessionHooks;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.WebSessions;
import dev.holdfast.springsession.HoldfastHttpSessionConfiguration;
import dev.holdfast.springsession.HoldfastSessionRepository;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.session.SessionRepository;

/**
 * Puts the sessions of a Spring Boot application into the session service, unless {@code
 * holdfast.session.enabled} is false or the application has a repository of its own.
 */
@AutoConfiguration(
    beforeName = "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
    name = "holdfast.session.enabled",
    havingValue = "true",
    matchIfMissing = true)
@ConditionalOnMissingBean(SessionRepository.class)
@EnableConfigurationProperties(HoldfastSessionProperties.class)
@Import(HoldfastHttpSessionConfiguration.class)
public class HoldfastSessionAutoConfiguration {
  /** What Spring itself puts into sessions. */
  private static final List<String> SPRING_CLASSES =
      List.of(
          "org.springframework.web.servlet.FlashMap",
          "org.springframework.util.LinkedMultiValueMap",
          "org.springframework.security.core.**",
          "org.springframework.security.authentication.*",
          "org.springframework.security.web.authentication.**",
          "org.springframework.security.web.csrf.*",
          "org.springframework.security.web.savedrequest.*");

  /** A configuration for Spring Boot to find. */
  public HoldfastSessionAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  SessionClient holdfastSessionClient(HoldfastSessionProperties properties) {
    ClientOptions options = options(properties);
    return said(() -> SessionClient.open(options));
  }

  @Bean
  @ConditionalOnMissingBean
  AttributeCodecs holdfastAttributeCodecs(
      HoldfastSessionProperties properties, ApplicationContext application) {
    List<String> allowed = new ArrayList<>(SPRING_CLASSES);
    allowed.addAll(properties.attributes().allowedClasses());
    ClassLoader fallback = HoldfastSessionAutoConfiguration.class.getClassLoader();
    return AttributeCodecs.standard(
        JavaSerialization.allowing(
            allowed,
            () -> {
              ClassLoader loader = application.getClassLoader();
              return loader == null ? fallback : loader;
            }));
  }

  @Bean
  @ConditionalOnMissingBean
  SessionHooks holdfastSessionHooks() {
    return SessionHooks.DEFAULT;
  }

  @Bean
  @ConditionalOnMissingBean
  WebSessions holdfastWebSessions(
      SessionClient client,
      HoldfastSessionProperties properties,
      AttributeCodecs codecs,
      SessionHooks hooks) {
    return WebSessions.open(client, settings(properties), codecs, hooks, InstantSource.system());
  }

  @Bean
  HoldfastSessionRepository holdfastSessionRepository(
      SessionClient client,
      WebSessions sessions,
      ApplicationContext application,
      HoldfastSessionProperties properties) {
    var attributes = properties.attributes();
    return HoldfastSessionRepository.open(
        client, sessions, application, attributes.flushMode(), attributes.saveMode());
  }

  private static ClientOptions options(HoldfastSessionProperties properties) {
    String service = properties.service();
    if (service == null) {
      throw new IllegalArgumentException(
          "holdfast.session.service: none (expected: such as http://10.0.0.5:8080?timeout=500ms)");
    }
    return said(() -> ClientOptions.parse(service));
  }

  /** Names the property of which a refusal is. */
  private static <T> T said(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("holdfast.session.service: " + e.getMessage(), e);
    }
  }

  private static SessionSettings settings(HoldfastSessionProperties properties) {
    LockTerms terms = properties.service() == null ? LockTerms.DEFAULT : options(properties).lock();
    var routing = properties.routing();
    return new SessionSettings(
        RequestRules.parse(properties.rules()),
        new Routing(routing.route(), routing.sticky()),
        new Locking(terms, properties.onLockTimeout()),
        routing.rotateGrace(),
        routing.nearCopySize().toBytes());
  }
}
