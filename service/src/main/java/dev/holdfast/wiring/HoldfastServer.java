package dev.holdfast.wiring;

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
   * Starts a replica; returns once every door answers.
   *
   * @param settings what the operator set
   * @param clock the time
   */
  public static HoldfastServer start(ServiceSettings settings, InstantSource clock) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .singletons(settings)
            .beanDefinitions(clockBean(clock))
            .properties(FrameworkProperties.of(settings))
            .start();
    try {
      context.getBean(NettyEmbeddedServer.class).start();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    return new HoldfastServer(settings, context);
  }

  /** The framework has a clock of its own, which would win without this. */
  private static RuntimeBeanDefinition<InstantSource> clockBean(InstantSource clock) {
    return RuntimeBeanDefinition.builder(InstantSource.class, () -> clock)
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
