package org.sluiceiot.platform.auth;

import java.time.Duration;

/** Bounds how often somebody may try to log in. Safe for any thread. */
final class LoginLimit {
  private static final Duration PER = Duration.ofMinutes(1);

  private final Tries<String> names = new Tries<>(10, PER);
  private final Tries<String> addresses = new Tries<>(50, PER);

  /** Whether one more try is allowed from this address; counts it. */
  boolean allows(String address) {
    return addresses.take(address);
  }

  /** Whether one more try is allowed for this name from this address; counts it. */
  boolean allows(String name, String address) {
    return names.take(name + "\n" + address);
  }
}
