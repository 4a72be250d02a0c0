package org.sluiceiot.platform.tenant;

/**
 * How much one tenant may have on this host; what a plugin allows comes on top.
 *
 * @param integrations stored ones, enabled or not
 * @param nodes of all rule chains together
 */
public record TenantQuota(int integrations, int nodes) {
  /** Ample for a small host. */
  public static final TenantQuota DEFAULT = new TenantQuota(100, 1000);
}
