package dev.holdfast.operations;

import dev.holdfast.json.JsonFields;
import dev.holdfast.session.InvalidInputException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import java.util.function.Supplier;

/** The calls on the ring of the pool. */
@Controller(value = "/ring", port = "${holdfast.operations.port}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class RingController {
  private static final byte[] NO_BODY = {};
  private static final Set<String> MEMBERS = Set.of("address", "weight");

  private final OperatorGate gate;
  private final RingChanges changes;
  private final RingReplies replies;
  private final JsonMapper mapper;

  RingController(OperatorGate gate, RingChanges changes, RingReplies replies, JsonMapper mapper) {
    this.gate = gate;
    this.changes = changes;
    this.replies = replies;
    this.mapper = mapper;
  }

  /** Answers the ring as this replica knows it. */
  @Get
  HttpResponse<byte[]> get() {
    return answered(() -> replies.ring(HttpStatus.OK, changes.view()));
  }

  /** Adds, replaces or reweighs a node. */
  @Put("/nodes/{id}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> put(HttpRequest<byte[]> request, String id) {
    return changed(
        request,
        () -> {
          JsonFields body = bodyOf(request);
          return changes.put(id, body.require("address"), body.integer("weight"));
        });
  }

  /** Removes a node. */
  @Delete("/nodes/{id}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> delete(HttpRequest<?> request, String id) {
    return changed(request, () -> changes.remove(id));
  }

  /** Takes the nodes of the configuration file. */
  @Post("/reload")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> reload(HttpRequest<?> request) {
    return changed(request, changes::reload);
  }

  private HttpResponse<byte[]> changed(
      HttpRequest<?> request, Supplier<RingChanges.Change> change) {
    return answered(
        () -> {
          gate.check(request);
          RingChanges.Change done = change.get();
          return replies.ring(done.pending() ? HttpStatus.ACCEPTED : HttpStatus.OK, done.ring());
        });
  }

  private HttpResponse<byte[]> answered(Supplier<HttpResponse<byte[]>> call) {
    try {
      return call.get();
    } catch (RingRefusedException e) {
      return replies.problem(e.problem(), e.detail());
    } catch (InvalidInputException e) {
      String message = e.getMessage();
      return replies.problem(RingProblem.INVALID_ARGUMENT, message == null ? "bad input" : message);
    }
  }

  private JsonFields bodyOf(HttpRequest<byte[]> request) {
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.regionMatches(true, 0, MediaType.APPLICATION_JSON, 0, 16)) {
      throw new RingRefusedException(
          RingProblem.UNSUPPORTED_MEDIA_TYPE, "Content-Type (expected: application/json)");
    }
    return JsonFields.read(mapper, request.getBody().orElse(NO_BODY), MEMBERS);
  }
}
