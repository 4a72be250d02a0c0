package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretOwner;
import org.sluiceiot.platform.secret.UnreadableSecretsException;
import org.sluiceiot.platform.store.Database;

/** The operator's settings of each plugin. Safe for any thread. */
public final class PluginSettings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> cache = new ConcurrentHashMap<>();
  private final Database database;
  private final ConfigSecrets secrets;
  private final ConfigRules rules;

  public PluginSettings(Database database, ConfigSecrets secrets, ConfigRules rules) {
    this.database = database;
    this.secrets = secrets;
    this.rules = rules;
  }

  /** As stored, secrets encrypted; an empty object when nothing is stored. */
  public JsonNode stored(String plugin) {
    return cache.computeIfAbsent(plugin, this::load);
  }

  private JsonNode load(String plugin) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select("SELECT settings FROM plugin_settings WHERE plugin = ?", plugin)
                    .mapTo(String.class)
                    .findOne())
        .map(PluginSettings::parse)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored plugin settings are damaged", e);
    }
  }

  /**
   * For the plugin: secrets in the clear.
   *
   * @throws UnreadableSecretsException secrets cannot be read
   */
  public JsonNode forUse(LoadedPlugin plugin) {
    JsonNode stored = stored(plugin.id());
    try {
      return decrypted(plugin, stored);
    } catch (UnreadableSecretsException e) {
      throw e.in("the operator's settings of plugin '" + plugin.id() + "'");
    }
  }

  /** For showing. */
  public JsonNode shown(LoadedPlugin plugin) {
    JsonNode stored = stored(plugin.id());
    JsonNode shown = stored;
    for (Class<? extends Record> part : plugin.settings()) {
      shown = secrets.hide(shown, part);
    }
    return shown;
  }

  /**
   * @throws ConfigException all problems; nothing was saved
   */
  public void save(LoadedPlugin plugin, JsonNode settings) throws ConfigException {
    List<Class<? extends Record>> parts = plugin.settings();
    if (parts.isEmpty()) {
      throw new ConfigException("", "the plugin has no settings", "");
    }
    JsonNode encrypted = settings;
    SecretOwner owner = SecretOwner.settings(plugin.id());
    for (Class<? extends Record> part : parts) {
      encrypted = secrets.encrypt(encrypted, stored(plugin.id()), part, owner);
    }
    JsonNode kept = encrypted;
    rules.requireSettings(parts, clear(plugin, kept));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    database.dialect().upsert("plugin_settings", "plugin", "settings"),
                    plugin.id(),
                    kept.toString()));
    cache.put(plugin.id(), kept);
  }

  private JsonNode decrypted(LoadedPlugin plugin, JsonNode stored) {
    SecretOwner owner = SecretOwner.settings(plugin.id());
    JsonNode clear = stored;
    for (Class<? extends Record> part : plugin.settings()) {
      clear = secrets.decrypt(clear, part, owner);
    }
    return clear;
  }

  private JsonNode clear(LoadedPlugin plugin, JsonNode kept) throws ConfigException {
    try {
      return decrypted(plugin, kept);
    } catch (UnreadableSecretsException e) {
      throw e.inConfig();
    }
  }
}
