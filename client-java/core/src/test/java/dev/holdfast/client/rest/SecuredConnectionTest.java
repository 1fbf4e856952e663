package dev.holdfast.client.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.holdfast.client.ClientAccess;
import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint whose certificate is for {@code 127.0.0.1}. */
final class SecuredConnectionTest {
  private static final SessionKey KEY = SessionKey.ofSessionId("cookie");
  private static final char[] PASSWORD = "test-only".toCharArray();

  @TempDir private Path folder;
  private HttpsServer server;
  private Path certificate;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "service",
            "-keyalg",
            "EC",
            "-dname",
            "CN=test",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    String encoded =
        Base64.getMimeEncoder().encodeToString(keys.getCertificate("service").getEncoded());
    certificate =
        Files.writeString(
            folder.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          FakeService.mark(exchange);
          FakeService.live(exchange);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void findAsksAnEndpointWhoseCertificateIsVouchedFor() {
    try (RestSessionClient client = client("127.0.0.1", certificate, Duration.ofSeconds(20))) {
      assertInstanceOf(ReadAnswer.Found.class, client.find(KEY));
      assertInstanceOf(ReadAnswer.Found.class, client.find(KEY));
    }
  }

  @Test
  void findIsUnknownWhenNobodyVouchesForTheCertificate() {
    assertNoConnection("127.0.0.1", null);
  }

  @Test
  void findIsUnknownWhenTheCertificateIsForAnotherHost() {
    assertNoConnection("localhost", certificate);
  }

  @Test
  void findIsUnknownWhenTheAnswerDripsLongerThanThereIsTime() {
    try (SlowLink link = new SlowLink(server.getAddress());
        RestSessionClient client = brief(link)) {
      connect(client);
      link.drip();
      assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY));
    }
  }

  @Test
  void handshakeEndsWhenItDripsLongerThanThereIsTime() {
    try (SlowLink link = new SlowLink(server.getAddress());
        RestSessionClient client = brief(link)) {
      link.drip();
      assertInstanceOf(ReadAnswer.Unknown.class, client.find(KEY));
      assertEquals(0, asked.get());
    }
  }

  @Test
  void callEndsWhenALongPayloadIsNotTaken() {
    try (SlowLink link = new SlowLink(server.getAddress());
        RestSessionClient client = brief(link)) {
      connect(client);
      int before = asked.get();
      link.takeNothing();
      var answer = client.create(KEY, Write.of(Payload.of(new byte[32 << 20])));
      assertInstanceOf(WriteAnswer.Unknown.class, answer);
      assertEquals(before, asked.get());
    }
  }

  /** On a busy machine a first handshake may take longer than a brief client's call. */
  private static void connect(RestSessionClient client) {
    int tries = 0;
    while (!(client.find(KEY) instanceof ReadAnswer.Found)) {
      tries++;
      assertTrue(tries < 30, "no connection after 30 calls");
    }
  }

  private RestSessionClient brief(SlowLink link) {
    URI endpoint = URI.create("https://127.0.0.1:" + link.port());
    return RestSessionClient.open(
        ClientOptions.of(endpoint)
            .withTimeout(Duration.ofSeconds(1))
            .withAccess(new ClientAccess(null, certificate)));
  }

  private void assertNoConnection(String host, @Nullable Path caFile) {
    try (RestSessionClient client = client(host, caFile, Duration.ofSeconds(1))) {
      var answer = client.find(KEY);
      Problem problem = assertInstanceOf(ReadAnswer.Unknown.class, answer).problem();
      assertEquals(
          "none of 1 endpoints gave an answer: https://%s:%d: no connection"
              .formatted(host, server.getAddress().getPort()),
          problem.detail());
    }
  }

  private RestSessionClient client(String host, @Nullable Path caFile, Duration timeout) {
    URI endpoint = URI.create("https://" + host + ":" + server.getAddress().getPort());
    return RestSessionClient.open(
        ClientOptions.of(endpoint).withTimeout(timeout).withAccess(new ClientAccess(null, caFile)));
  }
}
