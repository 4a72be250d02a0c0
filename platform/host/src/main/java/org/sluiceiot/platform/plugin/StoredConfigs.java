package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretOwner;
import org.sluiceiot.platform.secret.UnreadableSecretsException;

/**
 * Configurations of nodes and integrations on their ways between user, database and plugin. Safe
 * for any thread; changes none of its arguments.
 */
public record StoredConfigs(ConfigSecrets secrets, ConfigRules rules) {

  /**
   * A configuration that was checked.
   *
   * @param kept for the database: secrets encrypted
   * @param clear for the plugin: of its current version, secrets in the clear
   */
  public record Checked(JsonNode kept, JsonNode clear) {}

  /**
   * For storing, and then for use.
   *
   * @param stored what is stored so far, whose secrets stand for placeholders; or null
   * @throws ConfigException all problems, secrets that cannot be read or stored among them
   */
  public Checked forStore(
      SecretOwner owner, TypeChoice choice, int version, JsonNode config, JsonNode stored)
      throws ConfigException {
    JsonNode kept = secrets.encrypt(config, stored, choice.configType(), owner);
    try {
      return new Checked(kept, forUse(owner, choice, version, kept));
    } catch (UnreadableSecretsException e) {
      throw e.inConfig();
    }
  }

  /**
   * For the plugin: of its current version, secrets in the clear.
   *
   * @throws ConfigException it cannot be upgraded, or is not valid
   * @throws UnreadableSecretsException secrets cannot be read
   */
  public JsonNode forUse(SecretOwner owner, TypeChoice choice, int version, JsonNode kept)
      throws ConfigException {
    if (version > choice.version()) {
      throw new ConfigException(
          "",
          "the configuration is of version " + version + ", newer than the installed plugin",
          "install a newer plugin");
    }
    JsonNode clear = secrets.decrypt(kept, choice.configType(), owner);
    JsonNode current = version == choice.version() ? clear : choice.upgraded(version, clear);
    rules.require(choice, current);
    return current;
  }

  /**
   * For trying without storing: secrets in the clear, nothing checked.
   *
   * @param stored as for {@link #forStore}
   * @throws ConfigException secrets cannot be read, or there is no key to handle them with
   */
  public JsonNode forTryout(SecretOwner owner, TypeChoice choice, JsonNode config, JsonNode stored)
      throws ConfigException {
    try {
      // By way of the encrypted form: what a user sends is never taken for something encrypted,
      // or else a stolen ciphertext could be read by trying it.
      JsonNode kept = secrets.encrypt(config, stored, choice.configType(), owner);
      return secrets.decrypt(kept, choice.configType(), owner);
    } catch (UnreadableSecretsException e) {
      throw e.inConfig();
    }
  }

  /** For showing. */
  public JsonNode shown(TypeChoice choice, JsonNode kept) {
    return secrets.hide(kept, choice.configType());
  }
}
