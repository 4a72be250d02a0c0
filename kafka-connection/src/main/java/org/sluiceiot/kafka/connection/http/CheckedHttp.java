package org.sluiceiot.kafka.connection.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.sluiceiot.api.host.DaemonThreads;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * A small HTTP/1.1 client for addresses that tenants write: it connects only where the operator
 * lets it, follows no redirect, and reads at most one mebibyte within ten seconds. Safe for any
 * thread; blocks.
 */
public final class CheckedHttp {
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(10);
  private static final ScheduledExecutorService WATCHDOG =
      DaemonThreads.scheduler("sluice-http-watchdog", 1, Duration.ofSeconds(1));

  private final CheckedSockets sockets;
  private final SSLContext tls;
  private final boolean plainAllowed;

  /**
   * @param tls whom to trust
   * @param plainAllowed whether {@code http:} may be used
   */
  public CheckedHttp(CheckedSockets sockets, SSLContext tls, boolean plainAllowed) {
    this.sockets = sockets;
    this.tls = tls;
    this.plainAllowed = plainAllowed;
  }

  /** As {@link #post}, without a body. */
  public Answer get(URI uri, Map<String, String> headers) throws IOException {
    return exchange("GET", uri, headers, "");
  }

  /**
   * Sends a request and reads the answer.
   *
   * @throws IOException no answer; the message is for the user
   * @throws org.sluiceiot.kafka.connection.policy.RefusedAddressException the operator's policy
   */
  public Answer post(URI uri, Map<String, String> headers, String body) throws IOException {
    return exchange("POST", uri, headers, body);
  }

  private Answer exchange(String method, URI uri, Map<String, String> headers, String body)
      throws IOException {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !(plainAllowed && "http".equalsIgnoreCase(uri.getScheme()))) {
      throw new IOException(uri.getHost() + " must be reached by https");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    HostPort target = new HostPort(host, port);
    try (Socket plain = sockets.connect(target, sockets.resolve(target), STEP)) {
      // A peer that sends a byte now and then would outlive any timeout of a single read.
      Future<?> bound =
          WATCHDOG.schedule(() -> closeQuietly(plain), WHOLE.toMillis(), TimeUnit.MILLISECONDS);
      try (Socket socket = secure ? CheckedSockets.secure(plain, target, tls, true) : plain) {
        OutputStream out = socket.getOutputStream();
        out.write(request(method, uri, headers, body));
        out.flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        return HttpAnswerReader.read(in);
      } finally {
        bound.cancel(false);
      }
    } catch (UnknownHostException e) {
      throw new IOException("the host name " + host + " is not known", e);
    }
  }

  private static byte[] request(String method, URI uri, Map<String, String> headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    StringBuilder head = new StringBuilder(method).append(' ').append(path);
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority());
    head.append("\r\nConnection: close\r\nContent-Length: ").append(content.length);
    headers.forEach(
        (name, value) -> {
          if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("header " + name + " holds a control character");
          }
          head.append("\r\n").append(name).append(": ").append(value);
        });
    byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + content.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(content, 0, request, start.length, content.length);
    return request;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The reader gets its own exception; there is nobody else to tell.
      return;
    }
  }

  /**
   * What came back.
   *
   * @param status never a redirect
   * @param body decoded as UTF-8
   */
  public record Answer(int status, String body) {}
}
