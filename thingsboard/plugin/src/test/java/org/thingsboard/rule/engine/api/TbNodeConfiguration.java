package org.thingsboard.rule.engine.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Stands for the host type in tests: holds the JSON. */
public final class TbNodeConfiguration {
  private final JsonNode data;

  public TbNodeConfiguration(JsonNode data) {
    this.data = data;
  }

  public JsonNode getData() {
    return data;
  }
}
