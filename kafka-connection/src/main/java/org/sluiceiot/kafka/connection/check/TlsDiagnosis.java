package org.sluiceiot.kafka.connection.check;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** Says in words why a TLS handshake failed. Pure, except {@link #answersTls}. */
final class TlsDiagnosis {
  /** A ClientHello record that offers TLS 1.2 with no usable cipher: a TLS server answers alert. */
  private static final byte[] HELLO = hello();

  private static final int ALERT = 0x15;
  private static final int HANDSHAKE = 0x16;

  private TlsDiagnosis() {}

  /** Whether this is also how a broker without TLS ends a handshake. */
  static boolean mayBePlain(IOException e) {
    String text = String.valueOf(e.getMessage());
    return e instanceof EOFException
        || e instanceof SocketException
        || e.getCause() instanceof EOFException
        || e.getCause() instanceof SocketException
        || text.contains("Unsupported or unrecognized SSL message")
        || text.contains("terminated the handshake");
  }

  static LayerException explain(IOException e, HostPort target) {
    CertificateExpiredException expired = find(e, CertificateExpiredException.class);
    if (expired != null) {
      return tls(
          "the certificate of " + target + " has expired: " + expired.getMessage(),
          "the broker's certificate must be renewed",
          e);
    }
    if (find(e, CertificateNotYetValidException.class) != null) {
      return tls(
          "the certificate of " + target + " is not valid yet",
          "check the clocks of both machines",
          e);
    }
    if (find(e, CertPathBuilderException.class) != null
        || find(e, CertPathValidatorException.class) != null) {
      return tls(
          "the certificate of " + target + " is not signed by a trusted authority",
          "give the certificate of the authority that signed it as trusted certificates",
          e);
    }
    CertificateException certificate = find(e, CertificateException.class);
    if (certificate != null && isAboutNames(certificate.getMessage())) {
      return tls(
          "the certificate of " + target + " is for another host name: " + certificate.getMessage(),
          "use the name that the certificate is for, or have it issued for this one",
          e);
    }
    return alert(e, target);
  }

  private static LayerException alert(IOException e, HostPort target) {
    String text = all(e);
    if (text.contains("certificate_required") || text.contains("bad_certificate")) {
      return tls(
          "the broker on " + target + " asks for a client certificate, or refuses the one given",
          "give certificate chain and private key of a client that the broker trusts",
          e);
    }
    if (text.contains("certificate_unknown") || text.contains("unknown_ca")) {
      return tls(
          "the broker on " + target + " does not trust this client's certificate",
          "use a certificate that is signed by an authority that the broker trusts",
          e);
    }
    if (text.contains("certificate_expired")) {
      return tls("this client's certificate has expired", "renew it", e);
    }
    if (text.contains("handshake_failure")) {
      // Newer JDKs answer a certificate of an unknown authority so, as they do a missing cipher.
      return tls(
          "the broker on "
              + target
              + " ended the TLS handshake: it refuses this client's certificate, asks for one that"
              + " was not given, or has no TLS cipher in common with this host",
          "give certificate chain and private key of a client that the broker trusts, if it asks"
              + " for one; the broker must offer TLS 1.2 or 1.3",
          e);
    }
    if (text.contains("protocol_version")) {
      return tls(
          "the broker on " + target + " and this host have no TLS version in common",
          "the broker must offer TLS 1.2 or 1.3",
          e);
    }
    return tls(
        "the TLS handshake with " + target + " failed: " + e.getMessage(),
        "check that the port is the one of a TLS listener",
        e);
  }

  /** The broker ended the connection without a word. */
  static LayerException closed(IOException e, HostPort target) {
    return tls(
        "the broker on "
            + target
            + " closed the connection at the TLS handshake: most likely it asks for a client"
            + " certificate, or refuses the one given",
        "give certificate chain and private key of a client that the broker trusts",
        e);
  }

  private static LayerException tls(String text, String hint, IOException e) {
    return new LayerException(Layer.TLS, text, hint, e);
  }

  private static boolean isAboutNames(String text) {
    return text != null
        && (text.startsWith("No name matching")
            || text.startsWith("No subject alternative")
            || text.toLowerCase(Locale.ROOT).contains("host name"));
  }

  private static String all(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }

  private static <T extends Throwable> T find(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  /** Whether the other side answers the beginning of a TLS handshake with TLS. */
  static boolean answersTls(Socket socket) throws IOException {
    socket.getOutputStream().write(HELLO);
    socket.getOutputStream().flush();
    int first = socket.getInputStream().read();
    return first == ALERT || first == HANDSHAKE;
  }

  private static byte[] hello() {
    byte[] random = "sluice asks whether TLS is here.".getBytes(StandardCharsets.US_ASCII);
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 4 + 2];
    int bodyLength = hello.length - 9;
    byte[] head = {HANDSHAKE, 3, 1, 0, (byte) (hello.length - 5), 1, 0, 0, (byte) bodyLength, 3, 3};
    System.arraycopy(head, 0, hello, 0, head.length);
    System.arraycopy(random, 0, hello, head.length, random.length);
    // No session id; one cipher suite, TLS_RSA_WITH_AES_128_CBC_SHA; no compression.
    byte[] tail = {0, 0, 2, 0, 0x2f, 1, 0};
    System.arraycopy(tail, 0, hello, head.length + random.length, tail.length);
    return hello;
  }
}
