package dev.holdfast.wiring;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.operations.ReplicaHealth;
import dev.holdfast.session.Sessions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running replica. */
public final class HoldfastServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HoldfastServer.class);

  private final ServiceSettings settings;
  private final ApplicationContext context;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private HoldfastServer(ServiceSettings settings, ApplicationContext context) {
    this.settings = settings;
    this.context = context;
  }

  /**
   * Starts a replica that has no configuration file; returns once every door answers.
   *
   * @param settings what the operator set
   * @param clock the time
   */
  public static HoldfastServer start(ServiceSettings settings, InstantSource clock) {
    return start(settings, ConfigurationFile.NONE, clock);
  }

  /**
   * Starts a replica; returns once every door answers.
   *
   * @param settings what the operator set
   * @param file where the nodes of the pool are read again when an operator asks for it
   * @param clock the time
   */
  public static HoldfastServer start(
      ServiceSettings settings, ConfigurationFile file, InstantSource clock) {
    // The framework has a clock of its own, which would win if ours did not come first.
    return start(settings, file, first(InstantSource.class, clock));
  }

  /** Starts a replica with {@code parts} before its own. */
  static HoldfastServer start(
      ServiceSettings settings, ConfigurationFile file, RuntimeBeanDefinition<?>... parts) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .singletons(settings, file)
            .beanDefinitions(parts)
            .properties(FrameworkProperties.of(settings))
            .start();
    try {
      // A door that is open before the store holds its callers back: a closed one sends them on.
      var _ = context.getBean(Sessions.class, Qualifiers.byName("core"));
      context.getBean(NettyEmbeddedServer.class).start();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    return new HoldfastServer(settings, context);
  }

  /** Returns a part that is taken before another one of its type. */
  static <T> RuntimeBeanDefinition<T> first(Class<T> type, T part) {
    return RuntimeBeanDefinition.builder(type, () -> part)
        .singleton(true)
        .qualifier(PrimaryQualifier.instance())
        .build();
  }

  /**
   * Stops in two phases: says at once that no new traffic is wanted and turns waiting acquires
   * away, goes on serving for the drain period, then stops.
   */
  public void drainAndClose() {
    LOG.info("draining for {}", settings.replica().drainPeriod());
    context.getBean(ReplicaHealth.class).drain();
    context.getBean(Sessions.class, Qualifiers.byName("core")).drain();
    awaitClosed(settings.replica().drainPeriod());
    close();
  }

  private void awaitClosed(Duration atMost) {
    try {
      boolean already = closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("drained, closed already: {}", already);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the name it answers with. */
  public String name() {
    return settings.replica().name();
  }

  /** Waits until the replica has stopped. */
  public void awaitEnd() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    if (closing.getAndSet(true)) {
      return;
    }
    context.getBeansOfType(EmbeddedServer.class).forEach(EmbeddedServer::stop);
    context.close();
    closed.countDown();
  }
}
