package org.sluiceiot.platform.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Bounds how often each key may do something in some time. Safe for any thread. */
final class Tries<K> {
  private static final int MOST_KEYS = 10_000;

  private final Cache<K, Bucket> buckets;
  private final int most;
  private final Duration per;

  Tries(int most, Duration per) {
    this.buckets = Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(per).build();
    this.most = most;
    this.per = per;
  }

  /** Takes one; whether there was one left. */
  boolean take(K key) {
    return bucket(key).tryConsume(1);
  }

  /** Whether there is one left. */
  boolean left(K key) {
    return bucket(key).getAvailableTokens() > 0;
  }

  private Bucket bucket(K key) {
    return buckets.get(
        key,
        made ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, per))
                .build());
  }
}
