package org.sluiceiot.kafka.guard.breaker;

import java.time.Duration;

/**
 * Lets one trial run at a time: two uplinks in a row that are held and released in step would look
 * like cause and effect. Tenants take turns. Safe for any thread.
 */
public final class TrialPermit {
  /** After this a holder has died without giving back. */
  private static final long LONGEST = Duration.ofMinutes(2).toNanos();

  /** How long a tenant's wish is remembered. */
  private static final long WISH = Duration.ofSeconds(2).toNanos();

  private Object holder;
  private Object lastTenant;
  private Object wishing;
  private long since;
  private long wishedAt;

  /**
   * @param asker who wants it; the same object gives it back
   * @param tenant whose asker it is
   * @param now nanoseconds, monotonic
   */
  synchronized boolean take(Object asker, Object tenant, long now) {
    boolean free = holder == null || holder == asker || now - since > LONGEST;
    boolean turn =
        !tenant.equals(lastTenant)
            || wishing == null
            || wishing.equals(tenant)
            || now - wishedAt > WISH;
    if (!free || !turn) {
      // The wish of a tenant who had the last turn does not stand before another's.
      if (!tenant.equals(lastTenant)) {
        wishing = tenant;
        wishedAt = now;
      }
      return false;
    }
    holder = asker;
    lastTenant = tenant;
    wishing = tenant.equals(wishing) ? null : wishing;
    since = now;
    return true;
  }

  synchronized void giveBack(Object asker) {
    if (holder == asker) {
      holder = null;
    }
  }
}
