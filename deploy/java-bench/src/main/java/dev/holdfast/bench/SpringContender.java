package dev.holdfast.bench;

import java.util.Set;
import org.apache.catalina.Context;
import org.springframework.session.web.context.AbstractHttpSessionApplicationInitializer;

/** Spring Session's filter in front of the page, without the rest of a Spring application. */
final class SpringContender extends AbstractHttpSessionApplicationInitializer {
  private SpringContender(Class<?> configuration) {
    super(configuration);
  }

  /**
   * Returns what has an application keep its sessions so.
   *
   * @param configuration reads where from the system property {@code sessions.at}
   */
  static Contender of(Class<?> configuration) {
    return (application, at) -> install(application, configuration, at);
  }

  private static void install(Context application, Class<?> configuration, String at) {
    System.setProperty("sessions.at", at);
    application.addServletContainerInitializer(
        (classes, context) -> new SpringContender(configuration).onStartup(context), Set.of());
  }
}
