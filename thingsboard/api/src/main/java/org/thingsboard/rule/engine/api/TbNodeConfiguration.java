package org.thingsboard.rule.engine.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Signature of the host type: the stored configuration of a rule node. */
public final class TbNodeConfiguration {
  public TbNodeConfiguration(JsonNode data) {
    throw new UnsupportedOperationException("signature only");
  }

  public JsonNode getData() {
    throw new UnsupportedOperationException("signature only");
  }
}
