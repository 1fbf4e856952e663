package dev.holdfast.config;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.TokenSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the namespaces of a configuration. */
final class NamespaceSettings {
  private static final int MAX_PAYLOAD_BYTES = 64 << 20;

  private NamespaceSettings() {}

  static List<Namespace> read(ConfigSection all) {
    List<Namespace> namespaces = new ArrayList<>();
    Map<String, ConfigSection> named = all.named();
    named.forEach((name, section) -> namespaces.add(readOne(name, section)));
    if (!named.containsKey(Namespace.DEFAULT)) {
      namespaces.add(new Namespace(Namespace.DEFAULT, SessionPolicy.DEFAULT, TokenSet.OPEN));
    }
    return namespaces;
  }

  private static Namespace readOne(String name, ConfigSection section) {
    try {
      SessionPolicy policy = readPolicy(section);
      TokenSet tokens = section.tokens("token-sha256");
      section.done();
      return new Namespace(name, policy, tokens);
    } catch (InvalidInputException e) {
      throw new ConfigurationException(section.path() + "." + e.getMessage());
    }
  }

  private static SessionPolicy readPolicy(ConfigSection section) {
    SessionPolicy base = SessionPolicy.DEFAULT;
    return new SessionPolicy(
        new SessionPolicy.Expiry(
            section.duration("idle-timeout", base.expiry().idleTimeout()),
            section.duration("lifetime", base.expiry().lifetime())),
        section.integer("max-payload-bytes", base.maxPayloadBytes(), 1, MAX_PAYLOAD_BYTES),
        new SessionPolicy.Locks(
            section.duration("lease", base.locks().defaultLease()),
            section.duration("max-lease", base.locks().maxLease()),
            section.duration("max-wait", base.locks().maxWait())),
        new SessionPolicy.Grace(
            section.duration("grace", base.grace().byDefault()),
            section.duration("max-grace", base.grace().max())),
        new SessionPolicy.Care(
            section.flag("condition-required", base.care().conditionRequired()),
            readUnverified(section)));
  }

  private static SessionPolicy.Unverified readUnverified(ConfigSection section) {
    String answer = section.string("unverified", "refuse");
    return switch (answer) {
      case "refuse" -> SessionPolicy.Unverified.REFUSE;
      case "serve" -> SessionPolicy.Unverified.SERVE;
      default ->
          throw new ConfigurationException(
              section.path() + ".unverified: " + answer + " (expected: refuse or serve)");
    };
  }
}
