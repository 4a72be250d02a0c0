package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.integration.Integration;
import org.sluiceiot.api.plugin.IntegrationType;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.Descriptors;

/** An integration type and the plugin that it comes from. */
public record IntegrationChoice(IntegrationType type, LoadedPlugin plugin) implements TypeChoice {

  /** As {@link NodeChoice#made}. */
  public Integration made() {
    try {
      return plugin.call(
          () -> Objects.requireNonNull(type.factory().get(), "the factory made nothing"));
    } catch (ConfigException e) {
      throw new IllegalStateException("a factory throws no ConfigException", e);
    }
  }

  @Override
  public Class<? extends Record> configType() {
    return type.config();
  }

  @Override
  public int version() {
    return type.version();
  }

  @Override
  public Described described() {
    return Described.of(type);
  }

  @Override
  public JsonNode descriptor() {
    JsonNode own = plugin.descriptor(type.type());
    return own == null ? Descriptors.describe(described()) : own;
  }

  @Override
  public JsonNode upgraded(int from, JsonNode config) throws ConfigException {
    return plugin.call(() -> made().upgrade(from, config));
  }
}
