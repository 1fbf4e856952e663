package dev.holdfast.lab;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/**
 * A static 2 KB answer beside the session routes: the same server, the same filters, no store. It
 * is on the lab's class path only.
 */
@Controller("/v1/namespaces/default/static")
final class StaticAnswerController {
  private final byte[] payload = BenchPayload.bytes();

  @Get
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> answer() {
    return HttpResponse.ok(payload);
  }
}
