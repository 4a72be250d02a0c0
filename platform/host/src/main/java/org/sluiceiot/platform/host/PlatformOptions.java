package org.sluiceiot.platform.host;

import java.nio.file.Path;
import org.sluiceiot.platform.tenant.TenantQuota;

/**
 * How to run a host.
 *
 * @param data directory of the embedded database, the secret key and the plugins' own files
 * @param plugins directory of plugin jars; may be missing
 * @param databaseUrl null for the embedded database
 * @param databaseUser null for none
 * @param databasePassword null for none
 * @param secretKey Tink keyset in JSON; null for a file in the data directory
 * @param serviceId distinguishes the processes that share a database
 * @param quota what one tenant may have
 * @param newSecretKey whether a secret key that is missing or damaged is replaced, which loses the
 *     stored secrets
 */
public record PlatformOptions(
    Path data,
    Path plugins,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String secretKey,
    String serviceId,
    TenantQuota quota,
    boolean newSecretKey) {

  /** One that never replaces its secret key. */
  public PlatformOptions(
      Path data,
      Path plugins,
      String databaseUrl,
      String databaseUser,
      String databasePassword,
      String secretKey,
      String serviceId,
      TenantQuota quota) {
    this(
        data,
        plugins,
        databaseUrl,
        databaseUser,
        databasePassword,
        secretKey,
        serviceId,
        quota,
        false);
  }

  /** An embedded host in a directory. */
  public static PlatformOptions embedded(Path data, Path plugins) {
    return new PlatformOptions(data, plugins, null, null, null, null, "host", TenantQuota.DEFAULT);
  }

  /** The same, replacing a secret key that is missing or damaged. */
  public PlatformOptions withNewSecretKey() {
    return new PlatformOptions(
        data,
        plugins,
        databaseUrl,
        databaseUser,
        databasePassword,
        secretKey,
        serviceId,
        quota,
        true);
  }
}
