package org.sluiceiot.kafka.connection.check;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.check.CheckReport.Step;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** Tells what TLS was agreed on, and warns of certificates that end soon. */
final class TlsReport {
  private static final Duration SOON = Duration.ofDays(14);

  private TlsReport() {}

  static Step step(SSLSocket socket, HostPort target) {
    String layer = Layer.TLS.toString();
    try {
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      Instant end = certificate.getNotAfter().toInstant();
      String text =
          "%s; the certificate of %s is valid until %s"
              .formatted(socket.getSession().getProtocol(), target, end);
      return end.isBefore(Instant.now().plus(SOON))
          ? new Step(layer, Outcome.WARNING, text, "renew the broker's certificate soon")
          : new Step(layer, Outcome.OK, text, "");
    } catch (SSLPeerUnverifiedException e) {
      return new Step(layer, Outcome.OK, socket.getSession().getProtocol(), "");
    }
  }
}
