package dev.holdfast.springsession.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.rest.RestSessionClient;
import dev.holdfast.client.session.Locking;
import dev.holdfast.client.session.SessionMode;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.WebSessions;
import dev.holdfast.springsession.HoldfastSessionFilter;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

final class HoldfastSessionAutoConfigurationTest {
  private static final String SERVICE =
      "holdfast.session.service=http://127.0.0.1:1?timeout=100ms&wait=3s";

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    HoldfastSessionAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class
  })
  static class Application {}

  @Test
  void eachSettingIsRead() {
    with(
        context -> {
          SessionSettings settings = context.getBean(WebSessions.class).settings();
          assertTrue(context.getBean(SessionClient.class) instanceof RestSessionClient);
          assertEquals(SessionMode.READ_ONLY, settings.rules().of("/poll/1").mode());
          assertEquals(SessionMode.OPTIMISTIC, settings.rules().of("/").mode());
          assertEquals(Locking.OnTimeout.READ_ONLY, settings.locking().onTimeout());
          assertEquals(Duration.ofSeconds(3), settings.locking().terms().patience());
          assertEquals("a1", settings.routing().route());
          assertTrue(settings.routing().sticky());
          assertEquals(Duration.ofSeconds(10), settings.rotateGrace());
          assertEquals(1 << 20, settings.nearCopyBytes());
        },
        SERVICE,
        "holdfast.session.rules=optimistic; /poll/* read-only",
        "holdfast.session.on-lock-timeout=read-only",
        "holdfast.session.routing.route=a1",
        "holdfast.session.routing.sticky=true",
        "holdfast.session.routing.near-copy-size=1MB",
        "holdfast.session.routing.rotate-grace=10s",
        "holdfast.session.attributes.allowed-classes=com.example.**",
        "holdfast.session.attributes.save-mode=on-set-attribute",
        "holdfast.session.attributes.flush-mode=immediate");
  }

  @Test
  void defaultsAreThoseOfTheClientWhenOnlyTheServiceIsGiven() {
    with(
        context -> {
          SessionSettings settings = context.getBean(WebSessions.class).settings();
          assertEquals(SessionSettings.DEFAULT.rules(), settings.rules());
          assertEquals(SessionSettings.DEFAULT.nearCopyBytes(), settings.nearCopyBytes());
          assertEquals(Locking.OnTimeout.FAIL, settings.locking().onTimeout());
          assertEquals(1, context.getBeansOfType(HoldfastSessionFilter.class).size());
        },
        SERVICE);
  }

  @Test
  void serviceIsAskedForWhenThereIsNone() {
    assertRefused("holdfast.session.service: none (expected: such as");
  }

  @Test
  void wrongSettingIsNamed() {
    assertRefused(
        "rule: sometimes (expected: [pattern] exclusive|optimistic|read-only [no-slide])",
        SERVICE,
        "holdfast.session.rules=sometimes");
    assertRefused(
        "holdfast.session.service: unknown option: colour",
        "holdfast.session.service=http://127.0.0.1:1?colour=red");
    assertRefused(
        "holdfast.session.service: transport: grpc (expected: one of [rest]",
        "holdfast.session.service=http://127.0.0.1:1?transport=grpc");
  }

  @Test
  void nothingIsConfiguredWhenItIsDisabled() {
    with(
        context -> assertFalse(context.containsBean("springSessionRepositoryFilter")),
        "holdfast.session.enabled=false");
  }

  private static void assertRefused(String expected, String... properties) {
    Throwable failure = assertThrows(RuntimeException.class, () -> with(context -> {}, properties));
    while (failure.getCause() != null) {
      failure = failure.getCause();
      if (String.valueOf(failure.getMessage()).startsWith(expected)) {
        return;
      }
    }
    throw new AssertionError("not told: " + expected, failure);
  }

  private static void with(Consumer<ConfigurableApplicationContext> check, String... properties) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.SERVLET)
            .properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=off")
            .properties(properties)
            .run()) {
      check.accept(context);
    }
  }
}
