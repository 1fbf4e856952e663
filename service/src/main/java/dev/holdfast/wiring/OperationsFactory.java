package dev.holdfast.wiring;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.operations.ConfiguredNodes;
import dev.holdfast.operations.ReplicaHealth;
import dev.holdfast.operations.RingChanges;
import dev.holdfast.operations.RingControl;
import dev.holdfast.session.TokenSet;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Makes what operators look at and change. */
@Factory
final class OperationsFactory {
  @Singleton
  ReplicaHealth health(OpenStore store) {
    return new ReplicaHealth(store::health);
  }

  @Singleton
  @Named("operators")
  TokenSet operators(ServiceSettings settings) {
    return settings.operatorTokens();
  }

  @Singleton
  RingControl ring(OpenStore store) {
    return store.ring();
  }

  @Singleton
  ConfiguredNodes configuredNodes(ConfigurationFile file) {
    return new FileNodes(file);
  }

  @Singleton
  RingChanges ringChanges(RingControl ring, ConfiguredNodes configured) {
    return new RingChanges(ring, configured);
  }
}
