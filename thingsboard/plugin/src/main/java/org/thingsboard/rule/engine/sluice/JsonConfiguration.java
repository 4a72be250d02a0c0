package org.thingsboard.rule.engine.sluice;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Any JSON object: ThingsBoard reads a configuration into its class before saving it, and what is
 * right or wrong with it is said at {@code init}.
 */
public abstract class JsonConfiguration {
  private final Map<String, JsonNode> properties = new LinkedHashMap<>();

  @JsonAnyGetter
  public Map<String, JsonNode> properties() {
    return properties;
  }

  @JsonAnySetter
  public void set(String name, JsonNode value) {
    properties.put(name, value);
  }

  /** Adds the properties of a JSON object on the class path. */
  void load(String resource) {
    try (InputStream in = JsonConfiguration.class.getResourceAsStream(resource)) {
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(in).properties()) {
        set(entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
