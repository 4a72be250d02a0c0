package org.sluiceiot.platform.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.message.TenantId;

/**
 * Bounds how often a tenant meets names of accounts that are taken: names are unique in the host,
 * so each such answer may tell of another tenant's account. Safe for any thread.
 */
public final class TakenNames {
  private static final Logger LOG = LoggerFactory.getLogger(TakenNames.class);
  private static final int MOST = 5;
  private static final Duration PER = Duration.ofHours(1);

  private final Cache<TenantId, Bucket> met =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(PER).build();

  /** Whether this tenant may be told so once more. */
  public boolean mayTell(TenantId tenant) {
    return bucket(tenant).getAvailableTokens() > 0;
  }

  /** Told it; written to the log, for the operator. */
  public void told(TenantId tenant, String by, String name) {
    bucket(tenant).tryConsume(1);
    LOG.warn("account '{}' of tenant {} tried the taken account name '{}'", by, tenant, name);
  }

  private Bucket bucket(TenantId tenant) {
    return met.get(
        tenant,
        key -> Bucket.builder().addLimit(l -> l.capacity(MOST).refillGreedy(MOST, PER)).build());
  }
}
