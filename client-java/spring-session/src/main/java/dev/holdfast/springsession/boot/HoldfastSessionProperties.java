package dev.holdfast.springsession.boot;

import dev.holdfast.client.session.Locking.OnTimeout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.util.unit.DataSize;

/**
 * The settings {@code holdfast.session.*} of an application.
 *
 * @param service {@code endpoint,endpoint?name=value&name=value} as of the client; null where the
 *     application has a client of its own
 * @param rules which requests lock, merge or only read
 * @param onLockTimeout what a request does that did not get the lock
 * @param routing of requests to this server
 * @param attributes how attributes are stored
 */
@ConfigurationProperties("holdfast.session")
public record HoldfastSessionProperties(
    @Nullable String service,
    @DefaultValue("exclusive") String rules,
    @DefaultValue("fail") OnTimeout onLockTimeout,
    @DefaultValue Routing routing,
    @DefaultValue Attributes attributes) {
  /**
   * Where requests go.
   *
   * @param route this server's name in cookies; null for none
   * @param sticky whether a balancer brings requests back to their route
   * @param nearCopySize what this server keeps of the payloads it served
   * @param rotateGrace how long an old id reaches its session; null for the namespace's default
   */
  public record Routing(
      @Nullable String route,
      @DefaultValue("false") boolean sticky,
      @DefaultValue("64MB") DataSize nearCopySize,
      @Nullable Duration rotateGrace) {}

  /**
   * How attributes are stored.
   *
   * @param allowedClasses that may be stored, besides values, collections and Spring's own
   * @param saveMode which attributes are saved
   * @param flushMode when they are saved
   */
  public record Attributes(
      @DefaultValue List<String> allowedClasses,
      @DefaultValue("on-get-attribute") SaveMode saveMode,
      @DefaultValue("on-save") FlushMode flushMode) {}
}
