package org.sluiceiot.kafka.connection.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * Opens sockets to exactly the addresses that the operator's policy judged, so that a name cannot
 * lead elsewhere between the check and the connection. Safe for any thread.
 */
public final class CheckedSockets {
  private final AddressPolicy policy;

  public CheckedSockets(AddressPolicy policy) {
    this.policy = policy;
  }

  /** As {@link AddressPolicy#resolve}. */
  public List<InetAddress> resolve(HostPort target) throws IOException {
    return policy.resolve(target);
  }

  /**
   * Connects to the first address that answers.
   *
   * @param timeout for connecting to one address, and then for each read
   * @throws IOException none answers
   */
  public Socket connect(HostPort target, List<InetAddress> addresses, Duration timeout)
      throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, target.port()), (int) timeout.toMillis());
        socket.setSoTimeout((int) timeout.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        last = e;
        socket.close();
      }
    }
    throw last;
  }

  /**
   * Puts TLS around a socket and shakes hands; on failure the socket is closed.
   *
   * @param verify whether the certificate must be for this host name
   */
  public static SSLSocket secure(Socket socket, HostPort target, SSLContext context, boolean verify)
      throws IOException {
    return secure(socket, target, context, verify, "TLSv1.3", "TLSv1.2");
  }

  /**
   * The same with these versions of TLS only.
   *
   * @throws IOException as {@link #secure(Socket, HostPort, SSLContext, boolean)}
   */
  public static SSLSocket secure(
      Socket socket, HostPort target, SSLContext context, boolean verify, String... versions)
      throws IOException {
    SSLSocket secured = null;
    try {
      secured =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, target.host(), target.port(), true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setProtocols(versions);
      if (verify) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return secured;
    } catch (IOException e) {
      (secured == null ? socket : secured).close();
      throw e;
    }
  }
}
