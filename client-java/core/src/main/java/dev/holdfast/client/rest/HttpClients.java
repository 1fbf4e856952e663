package dev.holdfast.client.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Opens HTTP clients of the JDK: HTTP/1.1 only, no redirect, no proxy, no cookies. */
final class HttpClients {
  private static final int FIRST_WITH_AN_END = 21;

  private HttpClients() {}

  /**
   * Opens a client.
   *
   * @param caFile PEM certificates to trust instead of the JDK's; null for those
   * @throws IllegalArgumentException for a file without certificates
   */
  static HttpClient open(ExecutorService executor, Duration connect, @Nullable Path caFile) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(connect)
            .executor(executor);
    if (caFile != null) {
      builder.sslContext(trusting(caFile));
    }
    return builder.build();
  }

  /**
   * Ends the connections and the thread of a client. Before release 21 it has no end of its own:
   * its thread goes when nobody uses it any more.
   */
  static void close(HttpClient client) {
    if (Runtime.version().feature() < FIRST_WITH_AN_END) {
      return;
    }
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a release with another HTTP client", e);
    }
  }

  private static SSLContext trusting(Path caFile) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      try (InputStream pem = Files.newInputStream(caFile)) {
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
          trusted.setCertificateEntry("ca-" + trusted.size(), each);
        }
      }
      if (trusted.size() == 0) {
        throw new IllegalArgumentException(
            "ca_file: " + caFile + " (expected: PEM certificates, found none)");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("ca_file: " + caFile + " (expected: PEM certificates)", e);
    }
  }
}
