package org.sluiceiot.descriptors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.sluiceiot.api.plugin.SluicePlugin;

/** Makes form descriptions: a JSON Schema (2020-12) with layout hints. Stateless. */
public final class Descriptors {
  /** Version of the layout hints; a form that knows a lower one may show less, never wrongly. */
  public static final int FORMAT = 1;

  private Descriptors() {}

  /** Everything that the providers of a class loader bring, by type. */
  public static List<Described> discover(ClassLoader loader) {
    List<Described> found = new ArrayList<>();
    for (SluicePlugin plugin : ServiceLoader.load(SluicePlugin.class, loader)) {
      plugin.nodes().forEach(node -> found.add(Described.of(node)));
      plugin.integrations().forEach(integration -> found.add(Described.of(integration)));
      plugin.settings().ifPresent(settings -> found.add(Described.settings(settings)));
    }
    return found.stream().distinct().sorted(Comparator.comparing(Described::type)).toList();
  }

  /**
   * @throws IllegalArgumentException the record is declared wrongly, in words for its author
   */
  public static ObjectNode describe(Described described) {
    return describe(described, List.of(described.config()));
  }

  private static ObjectNode describe(Described described, List<Class<? extends Record>> parts) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:sluice:descriptor:" + described.type() + ":" + described.version());
    root.put("title", described.name());
    root.put("description", described.description());
    root.put("x-format", FORMAT);
    root.put("x-type", described.type());
    root.put("x-kind", described.kind());
    root.put("x-version", described.version());
    if (described.kind().equals("node")) {
      described.relations().forEach(root.putArray("x-relations")::add);
    }
    Definitions definitions = new Definitions();
    RecordSchema schema = new RecordSchema(definitions);
    ObjectNode whole = schema.of(parts.get(0));
    parts.subList(1, parts.size()).forEach(part -> RecordSchema.append(whole, schema.of(part)));
    root.setAll(whole);
    if (!definitions.all().isEmpty()) {
      root.set("$defs", definitions.all());
    }
    return root;
  }

  /**
   * One form for the operator's settings of a plugin jar, whose providers each declare a part.
   *
   * @param parts the records of all providers, at least one
   * @throws IllegalArgumentException a record is declared wrongly, or two have the same property
   */
  public static ObjectNode settings(List<Class<? extends Record>> parts) {
    return describe(Described.settings(parts.get(0)), parts);
  }
}
