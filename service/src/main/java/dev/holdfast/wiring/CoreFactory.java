package dev.holdfast.wiring;

import dev.holdfast.config.ServiceSettings;
import dev.holdfast.operations.MeteredCalls;
import dev.holdfast.session.Namespaces;
import dev.holdfast.session.Sessions;
import dev.holdfast.session.UserSessions;
import dev.holdfast.store.MeteredSessionStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the core and what watches it. */
@Factory
final class CoreFactory {
  private static final Logger LOG = LoggerFactory.getLogger(CoreFactory.class);

  @Singleton
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  @Singleton
  @Bean(preDestroy = "close")
  JvmGcMetrics gcMetrics(PrometheusMeterRegistry registry) {
    JvmGcMetrics metrics = new JvmGcMetrics();
    metrics.bindTo(registry);
    return metrics;
  }

  @Singleton
  @Bean(preDestroy = "close")
  OpenStore openStore(
      ServiceSettings settings,
      PrometheusMeterRegistry registry,
      EventLoopGroupRegistry loops,
      InstantSource clock) {
    var reads = new EventLoopReads(loops.getDefaultEventLoopGroup());
    return OpenStore.open(settings.store(), registry, reads, clock);
  }

  @Singleton
  Namespaces namespaces(ServiceSettings settings) {
    return new Namespaces(settings.namespaces());
  }

  @Singleton
  @Named("core")
  Sessions core(
      ServiceSettings settings,
      OpenStore store,
      PrometheusMeterRegistry registry,
      InstantSource clock) {
    var chain = new MeteredSessionStore(store.store(), registry);
    LOG.info("store chain: {}", chain);
    var digest = Peppers.digest(settings.store(), Peppers.fromEnvironment());
    var sessions = new Sessions(chain, digest, clock);
    Gauge.builder("holdfast_lock_waiters", sessions, Sessions::waiters)
        .description("Acquires that wait in line for a held lock")
        .register(registry);
    return sessions;
  }

  @Singleton
  @Named("rest")
  Sessions rest(@Named("core") Sessions core, PrometheusMeterRegistry registry) {
    return core.observedBy(new MeteredCalls(registry, "rest"));
  }

  @Singleton
  @Named("grpc")
  Sessions grpc(@Named("core") Sessions core, PrometheusMeterRegistry registry) {
    return core.observedBy(new MeteredCalls(registry, "grpc"));
  }

  @Singleton
  @Named("rest")
  UserSessions restUsers(@Named("rest") Sessions sessions, OpenStore store) {
    return sessions.ofUsers(store.users());
  }

  @Singleton
  @Named("grpc")
  UserSessions grpcUsers(@Named("grpc") Sessions sessions, OpenStore store) {
    return sessions.ofUsers(store.users());
  }
}
