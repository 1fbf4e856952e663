package dev.holdfast.operations;

import static dev.holdfast.operations.OperatedReplica.assertProblem;
import static dev.holdfast.operations.SteeredRing.A;
import static dev.holdfast.operations.SteeredRing.B;
import static dev.holdfast.operations.SteeredRing.C;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.memcached.RingChangeException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators see of the ring and do to its nodes, over HTTP. */
final class RingControllerTest {
  private static final String ABC =
      """
      [{"id":"a","address":"127.0.0.1:11211","weight":1,"up":true},\
      {"id":"b","address":"127.0.0.1:11212","weight":2,"up":false},\
      {"id":"c","address":"127.0.0.1:11213","weight":1,"up":true}]""";
  private static final PoolSettings.Node D = new PoolSettings.Node("d", "cache-d", 11214, 1);
  private static final String D_BODY = "{\"address\":\"cache-d:11214\"}";

  private SteeredRing ring;
  private OperatedReplica replica;

  @BeforeEach
  void start() {
    ring = new SteeredRing();
    replica = OperatedReplica.start(ring, ConfigurationFile.NONE);
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  private void assertAccepted(HttpResponse<String> response, PoolSettings.Node... next) {
    assertEquals(202, response.statusCode(), response::body);
    assertEquals(List.of(next), ring.view().next());
  }

  private void assertUnchanged(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response::body);
    assertEquals(3, ring.view().epoch());
  }

  @Test
  void getTellsTheRing() {
    HttpResponse<String> response = replica.get();

    assertEquals(200, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        "{\"epoch\":3,\"changing\":false,\"nodes\":%s,\"next\":%s,\"checked_keys\":0,\"expected_keys\":0}"
            .formatted(ABC, ABC),
        response.body());
  }

  @Test
  void putAddsANodeWhenItsIdIsNew() {
    HttpResponse<String> response = replica.put("d", D_BODY);

    assertAccepted(response, A, B, C, D);
    assertEquals(
        "{\"epoch\":4,\"changing\":true,\"nodes\":%s,\"next\":%s,\"checked_keys\":17,\"expected_keys\":40}"
            .formatted(
                ABC,
                ABC.replace(
                    "}]",
                    "},{\"id\":\"d\",\"address\":\"cache-d:11214\",\"weight\":1,\"up\":false}]")),
        response.body());
  }

  @Test
  void putReplacesANodeInItsPlaceWhenItsAddressDiffers() {
    HttpResponse<String> response = replica.put("b", "{\"address\":\"127.0.0.2:11212\"}");

    assertAccepted(response, A, new PoolSettings.Node("b", "127.0.0.2", 11212, 2), C);
  }

  @Test
  void putDoesNotTakeTheNewNodeForTheOneItReplaces() {
    HttpResponse<String> response = replica.put("a", "{\"address\":\"127.0.0.2:11211\"}");

    assertEquals(
        "{\"epoch\":4,\"changing\":true,\"nodes\":%s,\"next\":%s,\"checked_keys\":17,\"expected_keys\":40}"
            .formatted(
                ABC,
                ABC.replace(
                    "127.0.0.1:11211\",\"weight\":1,\"up\":true",
                    "127.0.0.2:11211\",\"weight\":1,\"up\":false")),
        response.body());
  }

  @Test
  void putReweighsANode() {
    HttpResponse<String> response =
        replica.put("a", "{\"address\":\"127.0.0.1:11211\",\"weight\":5}");

    assertAccepted(response, new PoolSettings.Node("a", "127.0.0.1", 11211, 5), B, C);
  }

  @Test
  void putChangesNothingWhenTheNodeIsThereAsItIs() {
    assertUnchanged(replica.put("b", "{\"address\":\"127.0.0.1:11212\"}"));
  }

  @Test
  void putAnswersTheSameWhenItIsRepeatedWhileTheRingChanges() {
    HttpResponse<String> first = replica.put("d", D_BODY);
    HttpResponse<String> second = replica.put("d", D_BODY);

    assertAccepted(second, A, B, C, D);
    assertEquals(first.body(), second.body());
  }

  @Test
  void putChangesNothingWhenItIsRepeatedAfterTheChange() {
    replica.put("d", D_BODY);
    ring.finish();

    HttpResponse<String> response = replica.put("d", D_BODY);

    assertEquals(200, response.statusCode(), response::body);
    assertEquals(5, ring.view().epoch());
  }

  @Test
  void deleteRemovesANode() {
    assertAccepted(replica.delete("b"), A, C);
  }

  @Test
  void deleteAnswersTheSameWhenItIsRepeatedWhileTheRingChanges() {
    HttpResponse<String> first = replica.delete("b");
    HttpResponse<String> second = replica.delete("b");

    assertAccepted(second, A, C);
    assertEquals(first.body(), second.body());
  }

  @Test
  void deleteChangesNothingWhenTheNodeIsNotThere() {
    assertUnchanged(replica.delete("z"));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, 422, false",
    "BUSY, 409, true",
    "UNAVAILABLE, 503, true",
    "UNDECIDED, 503, true",
  })
  void putTellsWhyTheRingDoesNotChange(
      RingChangeException.Reason reason, int status, boolean retryable) {
    ring.refuse(reason);

    HttpResponse<String> response = replica.put("d", D_BODY);

    assertProblem(status, "RING_" + reason, "node b: silent (expected: an answer)", response);
    assertEquals(retryable, response.body().contains("\"retryable\":true"), response::body);
    assertEquals(
        status == 503 ? "1" : "none", response.headers().firstValue("Retry-After").orElse("none"));
  }

  @Test
  void putIsRefusedWhileAnotherChangeGoesOn() {
    replica.delete("b");

    assertProblem(409, "RING_BUSY", "epoch 4", replica.put("d", D_BODY));
    assertEquals(List.of(A, C), ring.view().next());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d | {\"address\":\"cache-d\"} | address: cache-d (expected: host:port)",
        "d | {\"address\":\"cache-d:0\"} | address: cache-d:0 (expected: host:port)",
        "d | {\"address\":\":11214\"} | address: :11214 (expected: host:port)",
        "d | {\"address\":5} | address: not a text (expected: a JSON string)",
        "d | {\"weight\":1} | address is missing",
        "d | {\"address\":\"d:1\",\"weight\":0} | weight of d: 0 (expected: 1 to 100)",
        "d | {\"address\":\"d:1\",\"weight\":101} | weight of d: 101 (expected: 1 to 100)",
        "d | {\"address\":\"d:1\",\"weight\":1.5} | weight: 1.5 (expected: a whole number)",
        "d | {\"address\":\"d:1\",\"weight\":\"2\"} | weight: 2 (expected: a whole number)",
        "d | {\"address\":\"d:1\",\"weight\":9999999999} | weight: 9999999999 (expected: a whole",
        "d | {\"address\":\"d:1\",\"weight\":[]} | weight: no number (expected: a whole number)",
        "d | {\"address\":\"d:1\",\"wieght\":1} | unknown member wieght (expected: address, weight)",
        "d | [] | body: not an object (expected: a JSON object)",
        "d | {\"address\" | body: malformed JSON (expected: a JSON object)",
        "d | '' | body: malformed JSON (expected: a JSON object)",
        "d%20e | {\"address\":\"d:1\"} | node id: d e (expected: 1 to 64 of A-Z a-z 0-9 . _ -)",
      })
  void putNamesTheValueAndWhatWasExpected(String id, String body, String detail) {
    assertProblem(400, "INVALID_ARGUMENT", detail, replica.put(id, body));
    assertEquals(3, ring.view().epoch());
  }

  @Test
  void putRefusesABodyThatIsNoJson() {
    var request =
        replica
            .request("PUT", "/ring/nodes/d", D_BODY)
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Bearer " + OperatedReplica.TOKEN);

    assertProblem(
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "Content-Type (expected: application/json)",
        replica.send(request));
  }
}
