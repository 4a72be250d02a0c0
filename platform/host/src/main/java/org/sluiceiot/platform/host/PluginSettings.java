package org.sluiceiot.platform.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.platform.plugin.ConfigRules;
import org.sluiceiot.platform.plugin.LoadedPlugin;
import org.sluiceiot.platform.secret.ConfigSecrets;
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

  /** For the plugin: secrets in the clear. */
  public JsonNode forUse(LoadedPlugin plugin) {
    JsonNode stored = stored(plugin.id());
    return type(plugin).map(type -> secrets.decrypt(stored, type)).orElse(stored);
  }

  /** For showing. */
  public JsonNode shown(LoadedPlugin plugin) {
    JsonNode stored = stored(plugin.id());
    return type(plugin).map(type -> secrets.hide(stored, type)).orElse(stored);
  }

  /**
   * @throws ConfigException all problems; nothing was saved
   */
  public void save(LoadedPlugin plugin, JsonNode settings) throws ConfigException {
    Class<? extends Record> type =
        type(plugin).orElseThrow(() -> new ConfigException("", "the plugin has no settings", ""));
    JsonNode kept = secrets.encrypt(settings, stored(plugin.id()), type);
    rules.requireSettings(type, secrets.decrypt(kept, type));
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

  /** The record that declares a plugin's settings. */
  public static Optional<Class<? extends Record>> type(LoadedPlugin plugin) {
    for (SluicePlugin provider : plugin.providers()) {
      if (provider.settings().isPresent()) {
        return provider.settings();
      }
    }
    return Optional.empty();
  }
}
