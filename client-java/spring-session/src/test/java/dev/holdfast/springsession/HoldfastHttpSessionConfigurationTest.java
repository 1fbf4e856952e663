package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.WebSessions;
import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;

/** The configuration without Spring Boot. */
final class HoldfastHttpSessionConfigurationTest {
  @Configuration(proxyBeanMethods = false)
  @Import(HoldfastHttpSessionConfiguration.class)
  static class Application {
    @Bean
    HoldfastSessionRepository repository(ApplicationEventPublisher publisher) {
      InMemorySessionClient client = new InMemorySessionClient();
      AttributeCodecs codecs =
          AttributeCodecs.standard(
              JavaSerialization.allowing(List.of(), Application.class::getClassLoader));
      WebSessions sessions = WebSessions.open(client, SessionSettings.DEFAULT, codecs);
      return new HoldfastSessionRepository(client, sessions, publisher);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(HoldfastHttpSessionConfiguration.class)
  static class Mistaken {
    @Bean
    SessionRepository<?> repository() {
      return new MapSessionRepository(Map.of());
    }
  }

  @Test
  void filterOfSpringSessionIsTheOneThatKnowsRequests() {
    try (var context = new AnnotationConfigApplicationContext(Application.class)) {
      assertEquals(
          HoldfastSessionFilter.class, context.getBean("springSessionRepositoryFilter").getClass());
    }
  }

  @Test
  void anotherRepositoryIsRefused() {
    Exception failure =
        assertThrows(
            BeanCreationException.class,
            () -> new AnnotationConfigApplicationContext(Mistaken.class));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("(expected: a HoldfastSessionRepository)"));
  }
}
