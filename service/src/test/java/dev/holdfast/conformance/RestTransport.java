package dev.holdfast.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** The REST door. */
final class RestTransport implements Transport {
  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RestTransport(URI base) {
    this.base = base;
  }

  @Override
  public Set<String> lacks() {
    return Set.of();
  }

  @Override
  public String statusMember() {
    return "http";
  }

  @Override
  public Observed send(Call.Caller caller, Call call) {
    try {
      var request = new RestRequests(base, caller).of(call);
      return RestAnswers.read(call, client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
