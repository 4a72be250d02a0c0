package org.sluiceiot.platform.secret;

import java.nio.charset.StandardCharsets;
import org.sluiceiot.api.message.TenantId;

/**
 * Whose configuration a secret stands in. What is encrypted for one owner and field cannot be
 * decrypted for another, wherever a ciphertext is copied to.
 *
 * @param tenant id; empty for the operator
 * @param kind of configuration; without line breaks, as is the id
 */
public record SecretOwner(String tenant, String kind) {

  public static SecretOwner node(TenantId tenant) {
    return new SecretOwner(tenant.toString(), "node");
  }

  public static SecretOwner integration(TenantId tenant) {
    return new SecretOwner(tenant.toString(), "integration");
  }

  /** The operator's settings of a plugin. */
  public static SecretOwner settings(String plugin) {
    return new SecretOwner("", "settings of " + plugin);
  }

  /** What is authenticated along with a secret of the field at this path. */
  byte[] associatedData(String path) {
    return (tenant + "\n" + kind + "\n" + path).getBytes(StandardCharsets.UTF_8);
  }
}
