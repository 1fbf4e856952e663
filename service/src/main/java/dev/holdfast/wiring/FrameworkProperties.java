package dev.holdfast.wiring;

import dev.holdfast.config.ListenerSettings;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.session.Namespace;
import io.micronaut.http.netty.channel.loom.PrivateLoomSupport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says our settings in the framework's words, with its limits tightened. */
final class FrameworkProperties {
  private static final String REST = "micronaut.server.netty.listeners.rest.";
  private static final String OPERATIONS = "micronaut.server.netty.listeners.operations.";
  private static final String EVENT_LOOPS = "micronaut.netty.event-loops.";
  private static final List<String> TRANSPORTS = List.of("epoll", "nio");
  private static final int MAX_THREADS_BEFORE_SPILL = 1024;
  private static final int BODY_SLACK_BYTES = 64 << 10;

  private FrameworkProperties() {}

  static Map<String, Object> of(ServiceSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    long maxBytes =
        settings.namespaces().stream().mapToLong(FrameworkProperties::payloadOf).max().orElse(0)
            + BODY_SLACK_BYTES;
    properties.put("micronaut.application.name", "holdfast");
    properties.put("holdfast.replica.name", settings.replica().name());
    properties.put("holdfast.operations.port", settings.listeners().operations().port());
    putEventLoops(properties);
    putServer(properties, maxBytes);
    listener(properties, REST, settings.listeners().rest());
    listener(properties, OPERATIONS, settings.listeners().operations());
    properties.put(OPERATIONS + "expose-default-routes", false);
    putGrpc(properties, settings.listeners().grpc(), maxBytes);
    return properties;
  }

  private static void putEventLoops(Map<String, Object> properties) {
    // One processor is left to the nodes, and to whatever else runs here.
    int processors = Runtime.getRuntime().availableProcessors();
    properties.put(EVENT_LOOPS + "default.num-threads", Math.max(1, processors - 1));
    properties.put(EVENT_LOOPS + "default.loom-carrier", PrivateLoomSupport.isSupported());
    // A request that moves to another loop costs more than it gains: its answer has to come back.
    properties.put("micronaut.netty.loom-carrier.work-spill-threshold", MAX_THREADS_BEFORE_SPILL);
    // A wake-up just before epoll begins to wait is lost, and a request would hang for this long.
    properties.put("micronaut.netty.loom-carrier.block-time", "1ms");
    properties.put(EVENT_LOOPS + "default.transport", TRANSPORTS);
    properties.put(EVENT_LOOPS + "parent.transport", TRANSPORTS);
  }

  private static int payloadOf(Namespace namespace) {
    return namespace.policy().maxPayloadBytes();
  }

  private static void putServer(Map<String, Object> properties, long maxBytes) {
    properties.put("micronaut.server.max-request-size", maxBytes);
    properties.put("micronaut.server.max-request-buffer-size", maxBytes);
    properties.put("micronaut.server.idle-timeout", "75s");
    properties.put("micronaut.server.date-header", false);
    properties.put("micronaut.server.netty.request-decompression-enabled", false);
    properties.put("micronaut.server.netty.compression-threshold", -1);
    properties.put("micronaut.server.netty.max-header-size", 8192);
    properties.put("micronaut.server.netty.max-initial-line-length", 2048);
    properties.put("micronaut.server.netty.keep-alive-on-server-error", true);
  }

  private static void listener(
      Map<String, Object> properties, String prefix, ListenerSettings listener) {
    properties.put(prefix + "host", listener.host());
    properties.put(prefix + "port", listener.port());
    ListenerSettings.Tls tls = listener.tls();
    if (tls != null) {
      String name = prefix.contains("rest") ? "rest" : "operations";
      properties.put("micronaut.server.ssl.enabled", true);
      properties.put(prefix + "ssl", true);
      properties.put(prefix + "key-name", name);
      properties.put("micronaut.certificate.file." + name + ".format", "PEM");
      properties.put("micronaut.certificate.file." + name + ".path", tls.key().toString());
      properties.put(
          "micronaut.certificate.file." + name + ".certificate-path", tls.certificate().toString());
    }
  }

  private static void putGrpc(
      Map<String, Object> properties, ListenerSettings listener, long maxBytes) {
    properties.put("grpc.server.host", listener.host());
    properties.put("grpc.server.port", listener.port());
    properties.put("grpc.server.max-inbound-message-size", maxBytes);
    properties.put("grpc.server.max-inbound-metadata-size", 8192);
    ListenerSettings.Tls tls = listener.tls();
    if (tls != null) {
      properties.put("grpc.server.ssl.cert-chain", "file:" + tls.certificate());
      properties.put("grpc.server.ssl.private-key", "file:" + tls.key());
    }
  }
}
