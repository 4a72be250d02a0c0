package org.sluiceiot.platform.rest;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Who a request comes from, seen through the proxies that the operator trusts. Headers that a
 * caller can write itself count only when a trusted proxy brings them: {@code X-Forwarded-For},
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}. Immutable.
 */
public final class TrustedProxies {
  private final InetAddressSet trusted = new InetAddressSet();

  /**
   * @throws IllegalArgumentException one is no address and no range; the message names the option
   */
  public TrustedProxies(List<String> ranges) {
    for (String range : ranges) {
      try {
        trusted.add(range);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--trusted-proxies: '" + range + "' is no address and no range like 10.0.0.0/8", e);
      }
    }
  }

  /** The address of the caller: the last one of the way that no trusted proxy has. */
  String address(Context http) {
    String address = http.req().getRemoteAddr();
    String way = http.header("X-Forwarded-For");
    if (way == null || !trusts(address)) {
      return address;
    }
    String[] steps = way.split(",");
    for (int i = steps.length - 1; i >= 0 && trusts(address); i--) {
      String step = steps[i].strip();
      if (!isAddress(step)) {
        return address;
      }
      address = step;
    }
    return address;
  }

  /** Whether the caller's side of the connection is HTTPS. */
  boolean secure(Context http) {
    return http.scheme().equals("https")
        || brought(http, "X-Forwarded-Proto", http.scheme()).equalsIgnoreCase("https");
  }

  /** The host and port that the caller has asked; null when it has not said so. */
  String host(Context http) {
    return brought(http, "X-Forwarded-Host", http.host());
  }

  private String brought(Context http, String header, String otherwise) {
    String value = http.header(header);
    return value != null && trusts(http.req().getRemoteAddr()) ? value.strip() : otherwise;
  }

  boolean trusts(String address) {
    try {
      return !trusted.isEmpty()
          && isAddress(address)
          && trusted.test(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Nothing that a name service would be asked for. */
  private static boolean isAddress(String text) {
    return text.matches("[0-9.]{7,15}|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");
  }
}
