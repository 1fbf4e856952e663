package dev.holdfast.client.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom a client believes that an {@code https} endpoint is what it says. */
final class Trust {
  private Trust() {}

  /**
   * Returns what secures connections.
   *
   * @param caFile PEM certificates to trust instead of the JDK's; null for those
   * @throws IllegalArgumentException for a file without certificates
   */
  static SSLSocketFactory by(@Nullable Path caFile) {
    return caFile == null
        ? (SSLSocketFactory) SSLSocketFactory.getDefault()
        : trusting(caFile).getSocketFactory();
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
