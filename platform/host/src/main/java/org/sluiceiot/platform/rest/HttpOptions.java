package org.sluiceiot.platform.rest;

import java.nio.file.Path;
import java.util.List;

/**
 * Where and how the host serves.
 *
 * @param port 0 for a free one
 * @param trustedProxies addresses and ranges (10.0.0.0/8) whose forwarded headers are believed
 * @param certificate PEM file with the certificate and those that lead to its root; null for plain
 *     HTTP
 * @param key PEM file with its key, PKCS #8 and not encrypted; null for plain HTTP
 */
public record HttpOptions(
    String address, int port, List<String> trustedProxies, Path certificate, Path key) {
  public HttpOptions {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Plain HTTP, no proxies. */
  public static HttpOptions plain(String address, int port) {
    return new HttpOptions(address, port, List.of(), null, null);
  }

  boolean tls() {
    return certificate != null;
  }
}
