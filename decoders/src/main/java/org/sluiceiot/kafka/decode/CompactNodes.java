package org.sluiceiot.kafka.decode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sluiceiot.api.internal.SmallMap;

/** Makes JSON objects whose members lie in an array while they are few. Safe for any thread. */
final class CompactNodes extends JsonNodeFactory {
  private static final long serialVersionUID = 1L;

  @Override
  public ObjectNode objectNode() {
    return new ObjectNode(this, new SmallMap<>());
  }
}
