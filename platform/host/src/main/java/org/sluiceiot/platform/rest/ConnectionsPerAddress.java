package org.sluiceiot.platform.rest;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** Bounds the connections that one address may have open. Safe for any thread. */
final class ConnectionsPerAddress implements Connection.Listener {
  /** A browser opens six, and some streams; an office behind one address has some browsers. */
  static final int MOST = 100;

  private final CountsByAddress open = new CountsByAddress();

  /** A closed connection no longer knows its address. */
  private final Map<Connection, String> addresses = new ConcurrentHashMap<>();

  private final Predicate<String> unbounded;

  /**
   * @param unbounded addresses that stand for many callers
   */
  ConnectionsPerAddress(Predicate<String> unbounded) {
    this.unbounded = unbounded;
  }

  @Override
  public void onOpened(Connection connection) {
    String address = address(connection);
    if (address == null) {
      return;
    }
    addresses.put(connection, address);
    if (open.taken(address) > MOST && !unbounded.test(address)) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    String address = addresses.remove(connection);
    if (address != null) {
      open.gone(address);
    }
  }

  /** Null for what is within another connection, as HTTP is within TLS. */
  private static String address(Connection connection) {
    return connection.getEndPoint() instanceof SocketChannelEndPoint
            && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? remote.getAddress().getHostAddress()
        : null;
  }
}
