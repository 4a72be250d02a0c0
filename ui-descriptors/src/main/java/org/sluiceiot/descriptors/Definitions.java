package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Parts that are described once and referred to, so that a record may hold itself. */
final class Definitions {
  private final ObjectNode all = JsonNodeFactory.instance.objectNode();
  private final Map<String, Class<?>> owners = new HashMap<>();

  ObjectNode all() {
    return all;
  }

  /** A reference to the description of a type, which is made at its first use. */
  ObjectNode reference(Class<?> type, Supplier<ObjectNode> description) {
    String name = type.getSimpleName();
    Class<?> owner = owners.putIfAbsent(name, type);
    if (owner == null) {
      all.putObject(name);
      all.set(name, description.get());
    } else if (owner != type) {
      throw new IllegalArgumentException(owner + " and " + type + " need different simple names");
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
  }
}
