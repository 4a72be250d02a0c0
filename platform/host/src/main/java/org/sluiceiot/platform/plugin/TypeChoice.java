package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.descriptors.Described;

/** A type of node or integration, seen by whoever keeps its configurations. */
public interface TypeChoice {
  /** The record that declares the configuration. */
  Class<? extends Record> configType();

  /** The current version of the configuration. */
  int version();

  /** As the code declares it. */
  Described described();

  /** The form description: from the plugin's jar, or made from the record when it has none. */
  JsonNode descriptor();

  /**
   * A configuration of an earlier version as one of the current version.
   *
   * @throws ConfigException it cannot be mapped
   * @throws PluginFailedException the plugin's code failed
   */
  JsonNode upgraded(int from, JsonNode config) throws ConfigException;
}
