package dev.holdfast.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.SessionServiceGrpc;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both doors over TLS, with a certificate made for the test. */
final class TlsTest {
  @TempDir private static Path folder;

  private static Path certificate;
  private static Path key;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    run(
        "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1 -validity 2"
            + " -storetype PKCS12 -storepass changeit -keystore "
            + store);
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    certificate = pem("CERTIFICATE", keys.getCertificate("a").getEncoded());
    key = pem("PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded());
  }

  private static void run(String arguments) throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder((keytool + " " + arguments).split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(new File(folder.toFile(), "keytool.log")))
            .start();
    assertEquals(0, process.waitFor());
  }

  private static Path pem(String type, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(type.replace(' ', '-') + ".pem"),
        "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  private static RunningReplica start() {
    Map<String, String> tls = Map.of("certificate", certificate.toString(), "key", key.toString());
    int rest = RunningReplica.freePort();
    int grpc = RunningReplica.freePort();
    return new RunningReplica(
        Map.of(
            "replica", Map.of("name", rest + "-" + grpc),
            "rest", Map.of("port", rest, "tls", tls),
            "grpc", Map.of("port", grpc, "tls", tls)));
  }

  private static SSLContext trustingTheCertificate() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "a", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void restAnswersOverTlsAndNotWithoutIt() throws Exception {
    try (RunningReplica replica = start();
        HttpClient client = HttpClient.newBuilder().sslContext(trustingTheCertificate()).build()) {
      int port = portOf(replica, 0);
      URI secure = URI.create("https://127.0.0.1:" + port + RunningReplica.PATH);
      URI plain = URI.create("http://127.0.0.1:" + port + RunningReplica.PATH);

      assertEquals(404, get(client, secure));
      assertThrows(IOException.class, () -> get(client, plain));
    }
  }

  private static int get(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void grpcAnswersOverTls() throws Exception {
    try (RunningReplica replica = start()) {
      ManagedChannel channel =
          Grpc.newChannelBuilderForAddress(
                  "127.0.0.1",
                  portOf(replica, 1),
                  TlsChannelCredentials.newBuilder().trustManager(certificate.toFile()).build())
              .build();
      GetSessionRequest request =
          GetSessionRequest.newBuilder()
              .setNamespace("default")
              .setKey("session-key-number-1")
              .build();
      try {
        var failure =
            assertThrows(
                StatusRuntimeException.class,
                () -> SessionServiceGrpc.newBlockingStub(channel).getSession(request));
        assertEquals(io.grpc.Status.Code.NOT_FOUND, failure.getStatus().getCode());
      } finally {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      }
    }
  }

  private static int portOf(RunningReplica replica, int index) {
    return Integer.parseInt(replica.server.name().split("-", -1)[index]);
  }
}
