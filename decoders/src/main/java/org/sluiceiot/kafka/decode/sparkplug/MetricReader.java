package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sluiceiot.kafka.decode.DecodeException;

/**
 * Names and values of one record's metrics, by what births told. For one thread.
 *
 * @param own birth of the device, or of the edge node when the record is its own
 * @param node birth of the edge node
 * @param place group, edge node and device, for messages
 * @param rebirth what to do to have a birth sent again
 */
record MetricReader(Birth own, Birth node, String place, String rebirth) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * The metric's own name, or the one that a birth gave to its alias.
   *
   * @throws DecodeException no birth is known
   */
  String name(Metric metric) throws DecodeException {
    if (!metric.name().isEmpty()) {
      return metric.name();
    }
    if (!metric.aliased()) {
      throw new DecodeException(place + ": a metric has neither a name nor an alias");
    }
    String known = own.names().get(metric.alias());
    known = known == null ? node.names().get(metric.alias()) : known;
    if (known == null) {
      throw unknown("the metric with the alias " + metric.alias());
    }
    return known;
  }

  /**
   * @param name of the metric, with that of the template around it
   * @return null when it has no value
   * @throws DecodeException its type must be known and is not
   */
  JsonNode value(Metric metric, String name) throws DecodeException {
    Object raw = metric.raw();
    if (raw instanceof DataSet table) {
      return rows(table, name);
    }
    if (raw instanceof MetricTemplate template) {
      return template.definition() ? null : template(template, name);
    }
    if (raw == null) {
      return null;
    }
    int type = metric.type() == 0 ? type(name) : metric.type();
    if (type == 0 && (metric.needsSign() || raw instanceof byte[])) {
      throw unknown("the type of the metric '" + name.replace('\n', '/') + "'");
    }
    return plain(raw, type, name);
  }

  /**
   * Sets a member.
   *
   * @param among what it stands among, for the message
   * @throws DecodeException it is there already with another value, which would be lost
   */
  void put(ObjectNode object, String member, JsonNode value, String among) throws DecodeException {
    JsonNode before = object.replace(member, value);
    if (before != null && !before.equals(value)) {
      throw new DecodeException(
          "%s: '%s' stands twice among the %s, with two values, of which one would be lost"
              .formatted(place, member, among.replace('\n', '/')));
    }
  }

  private int type(String name) {
    Integer known = own.types().get(name);
    return known == null ? node.types().getOrDefault(name, 0) : known;
  }

  private DecodeException unknown(String what) {
    return new DecodeException(
        "birth unknown: "
            + what
            + " of "
            + place
            + " is told by a birth that was not seen; "
            + rebirth);
  }

  private JsonNode plain(Object raw, int type, String name) throws DecodeException {
    try {
      return DataTypes.json(raw, type);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(place + ": metric '" + name + "': " + e.getMessage(), e);
    }
  }

  /** An object per row. */
  private ArrayNode rows(DataSet table, String name) throws DecodeException {
    ArrayNode rows = NODES.arrayNode();
    for (List<Object> row : table.rows()) {
      ObjectNode object = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        String column = i < table.columns().size() ? table.columns().get(i) : Integer.toString(i);
        int type = i < table.types().size() ? table.types().get(i) : 0;
        JsonNode cell = row.get(i) == null ? NODES.nullNode() : plain(row.get(i), type, name);
        put(object, column, cell, "columns of '" + name + "'");
      }
    }
    return rows;
  }

  private ObjectNode template(MetricTemplate template, String name) throws DecodeException {
    ObjectNode object = NODES.objectNode();
    if (!template.reference().isEmpty()) {
      object.put("templateRef", template.reference());
    }
    if (!template.version().isEmpty()) {
      object.put("version", template.version());
    }
    ObjectNode metrics = object.putObject("metrics");
    for (Metric metric : template.metrics()) {
      String member = name(metric);
      JsonNode found = value(metric, Birth.inside(name) + member);
      put(metrics, member, found == null ? NODES.nullNode() : found, "members of '" + name + "'");
    }
    if (!template.parameters().isEmpty()) {
      ObjectNode parameters = object.putObject("parameters");
      for (Metric one : template.parameters()) {
        parameters.set(one.name(), one.raw() == null ? null : plain(one.raw(), one.type(), name));
      }
    }
    return object;
  }
}
