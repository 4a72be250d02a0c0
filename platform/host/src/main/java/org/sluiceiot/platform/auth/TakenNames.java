package org.sluiceiot.platform.auth;

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

  private final Tries<TenantId> met = new Tries<>(5, Duration.ofHours(1));

  /** Whether this tenant may be told so once more. */
  public boolean mayTell(TenantId tenant) {
    return met.left(tenant);
  }

  /** Told it; written to the log, for the operator. */
  public void told(TenantId tenant, String by, String name) {
    met.take(tenant);
    LOG.warn("account '{}' of tenant {} tried the taken account name '{}'", by, tenant, name);
  }
}
