package org.sluiceiot.platform.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Bounds how often somebody may try to log in. Safe for any thread. */
final class LoginLimit {
  private static final int TRIES = 10;
  private static final int TRIES_OF_ADDRESS = 50;
  private static final Duration PER = Duration.ofMinutes(1);

  private final Cache<String, Bucket> names =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(PER).build();
  private final Cache<String, Bucket> addresses =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(PER).build();

  /** Whether one more try is allowed from this address; counts it. */
  boolean allows(String address) {
    return addresses.get(address, key -> bucket(TRIES_OF_ADDRESS)).tryConsume(1);
  }

  /** Whether one more try is allowed for this name from this address; counts it. */
  boolean allows(String name, String address) {
    return names.get(name + "\n" + address, key -> bucket(TRIES)).tryConsume(1);
  }

  private static Bucket bucket(int tries) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, PER))
        .build();
  }
}
