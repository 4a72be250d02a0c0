package org.sluiceiot.kafka.connection.policy;

/**
 * A broker's address as written, not resolved.
 *
 * @param host name or address; an IPv6 address without brackets
 */
public record HostPort(String host, int port) {
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
