package dev.holdfast.operations;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations listener. */
@Controller(port = "${holdfast.operations.port}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OperationsController {
  private static final String OPENAPI = "/openapi/holdfast-v1.yaml";

  private final ReplicaHealth health;
  private final PrometheusMeterRegistry registry;

  OperationsController(ReplicaHealth health, PrometheusMeterRegistry registry) {
    this.health = health;
    this.registry = registry;
  }

  /** Answers 200 while the process runs. */
  @Get("/health/live")
  Map<String, String> live() {
    return Map.of("status", "live");
  }

  /** Answers 200 while the replica wants traffic, 503 while it drains; the parts in any case. */
  @Get("/health/ready")
  HttpResponse<Map<String, Object>> ready() {
    Map<String, Object> body = new LinkedHashMap<>();
    Map<String, String> parts = new LinkedHashMap<>();
    boolean allUp = true;
    for (ComponentHealth part : health.components()) {
      allUp &= part.up();
      parts.put(part.name(), (part.up() ? "up: " : "down: ") + part.detail());
    }
    body.put("status", health.isDraining() ? "draining" : allUp ? "ready" : "degraded");
    body.put("components", parts);
    HttpStatus status = health.isDraining() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
    return HttpResponse.<Map<String, Object>>status(status).body(body);
  }

  /** Answers the meters in the Prometheus text format. */
  @Get("/metrics")
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  String metrics() {
    return registry.scrape();
  }

  /** Answers the OpenAPI text of the REST door. */
  @Get("/openapi.yaml")
  @Produces(MediaType.APPLICATION_YAML)
  byte[] openApi() {
    try (InputStream text = OperationsController.class.getResourceAsStream(OPENAPI)) {
      if (text == null) {
        throw new IllegalStateException(OPENAPI + " is not on the class path");
      }
      return text.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
