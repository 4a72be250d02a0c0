package org.sluiceiot.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.IntegrationChoice;
import org.sluiceiot.platform.secret.ConfigSecrets;

/** Configurations of integrations between user, database and plugin. Safe for any thread. */
public record IntegrationConfigs(ConfigSecrets secrets, ConfigRules rules) {

  /**
   * For storing: checked, secrets encrypted.
   *
   * @param stored what is stored so far, for placeholders; or null
   * @throws ConfigException all problems
   */
  public JsonNode forStore(IntegrationChoice choice, int version, JsonNode config, JsonNode stored)
      throws ConfigException {
    JsonNode kept = secrets.encrypt(config, stored, choice.type().config());
    if (version == choice.type().version()) {
      // Checked with the secrets that placeholders stand for.
      requireValid(secrets.decrypt(kept, choice.type().config()), choice);
    }
    return kept;
  }

  /**
   * For the plugin: of its current version, secrets in the clear.
   *
   * @throws ConfigException it cannot be upgraded, or is not valid
   */
  public JsonNode forUse(IntegrationChoice choice, int version, JsonNode config)
      throws ConfigException {
    JsonNode clear = secrets.decrypt(config, choice.type().config());
    if (version > choice.type().version()) {
      throw new ConfigException(
          "",
          "the configuration is of version " + version + ", newer than the installed plugin",
          "install a newer plugin");
    }
    JsonNode upgraded =
        version == choice.type().version()
            ? clear
            : choice.plugin().call(() -> choice.type().factory().get().upgrade(version, clear));
    requireValid(upgraded, choice);
    return upgraded;
  }

  /** For showing. */
  public JsonNode shown(IntegrationChoice choice, JsonNode config) {
    return secrets.hide(config, choice.type().config());
  }

  private void requireValid(JsonNode config, IntegrationChoice choice) throws ConfigException {
    try {
      rules.require(choice, config);
    } catch (ConfigException e) {
      throw new ConfigException(e.problems().stream().map(IntegrationConfigs::at).toList());
    }
  }

  private static Problem at(Problem problem) {
    String path = problem.path().isEmpty() ? "config" : "config." + problem.path();
    return new Problem(path, problem.text(), problem.remedy());
  }
}
