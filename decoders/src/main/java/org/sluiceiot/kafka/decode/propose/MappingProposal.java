package org.sluiceiot.kafka.decode.propose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.Timestamps;

/**
 * Proposes a configuration of the JSON decoder from one record: which member is the device's name,
 * which its type and time, and what is telemetry (numbers and truth values) or an attribute
 * (texts). A proposal to look at and to correct, by names that are in use. Stateless, safe for any
 * thread.
 */
public final class MappingProposal {
  private static final List<String> NAMES =
      List.of(
          "devicename",
          "device",
          "deviceid",
          "deveui",
          "deviceeui",
          "sensorname",
          "sensorid",
          "sensor",
          "thingid",
          "thing",
          "serialnumber",
          "serialno",
          "serial",
          "sn",
          "imei",
          "mac",
          "macaddress",
          "nodeid",
          "meterid",
          "machineid",
          "assetid",
          "clientid",
          "name",
          "id");
  private static final List<String> TYPES =
      List.of("devicetype", "deviceprofile", "sensortype", "type", "profile", "model");
  private static final List<String> TIMES =
      List.of(
          "ts",
          "timestamp",
          "time",
          "datetime",
          "eventtime",
          "measuredat",
          "recordedat",
          "createdat",
          "receivedat",
          "date",
          "at");
  private static final Set<String> TELEMETRY =
      Set.of(
          "telemetry",
          "values",
          "value",
          "readings",
          "measurements",
          "metrics",
          "fields",
          "data",
          "sensors",
          "state");
  private static final Set<String> ATTRIBUTES =
      Set.of("attributes", "attrs", "tags", "properties", "labels", "meta", "metadata", "info");

  private static final Timestamps AUTO =
      new Timestamps(Timestamps.Format.AUTO, null, ZoneOffset.UTC);

  /** Times outside of these years are numbers of another kind. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private MappingProposal() {}

  /**
   * @param record that came, or that somebody wrote
   * @return the decoder's configuration, with its type
   * @throws DecodeException the payload is not JSON, or no object; in words for the user
   */
  public static ObjectNode of(SourceRecord record) throws DecodeException {
    JsonNode whole = JsonPayload.of(record);
    String items = "";
    JsonNode item = first(whole);
    if (item.isObject() && find(Leaf.of(item), NAMES).isEmpty()) {
      Optional<Map.Entry<String, JsonNode>> list = listOfItems(item);
      if (list.isPresent()) {
        items = Leaf.pointer(List.of(list.get().getKey()));
        item = first(list.get().getValue());
      }
    }
    if (!item.isObject() || item.isEmpty()) {
      throw new DecodeException("a mapping can be proposed for JSON objects only");
    }
    return proposal(record, items, item);
  }

  private static JsonNode first(JsonNode node) {
    return node.isArray() && node.size() > 0 ? node.get(0) : node;
  }

  private static Optional<Map.Entry<String, JsonNode>> listOfItems(JsonNode object) {
    return object.properties().stream()
        .filter(member -> member.getValue().isArray() && first(member.getValue()).isObject())
        .filter(member -> find(Leaf.of(first(member.getValue())), NAMES).isPresent())
        .filter(member -> member.getKey().equals(member.getKey().strip()))
        .findFirst();
  }

  private static ObjectNode proposal(SourceRecord record, String items, JsonNode item) {
    List<Leaf> leaves = Leaf.of(item);
    Optional<Leaf> name = find(leaves, NAMES);
    Optional<Leaf> type =
        find(leaves.stream().filter(leaf -> leaf.value().isTextual()).toList(), TYPES);
    Optional<Leaf> time = find(leaves.stream().filter(MappingProposal::isTime).toList(), TIMES);
    ObjectNode decoder = JsonNodeFactory.instance.objectNode().put("type", "json");
    if (!items.isEmpty()) {
      decoder.put("items", items);
    }
    decoder.put("deviceName", name.map(Leaf::pointer).orElseGet(() -> nameOf(record)));
    decoder.put(
        "entityType", type.map(leaf -> leaf.pointer() + " ?? 'default'").orElse("'default'"));
    decoder.put(
        "timestamp",
        time.map(leaf -> leaf.pointer() + " ?? record:timestamp").orElse("record:timestamp"));
    ObjectNode telemetry = decoder.putObject("telemetry");
    ObjectNode attributes = decoder.putObject("attributes");
    points(item, telemetry);
    for (Leaf leaf : leaves) {
      boolean taken =
          name.filter(leaf::equals).isPresent()
              || type.filter(leaf::equals).isPresent()
              || time.filter(leaf::equals).isPresent();
      if (!taken) {
        place(leaf, telemetry, attributes);
      }
    }
    return decoder;
  }

  /** Where no member says it: the key, as most producers write it, or the topic. */
  private static String nameOf(SourceRecord record) {
    boolean key = record.key() != null && record.key().length > 0;
    return key ? "record:key ?? record:topic" : "record:topic";
  }

  /** An array of points with a time each is taken as a whole. */
  private static void points(JsonNode item, ObjectNode telemetry) {
    item.properties().stream()
        .filter(member -> TELEMETRY.contains(Leaf.plain(member.getKey())))
        .filter(member -> member.getValue().isArray() && first(member.getValue()).isObject())
        .findFirst()
        .ifPresent(member -> telemetry.put("*", Leaf.pointer(List.of(member.getKey()))));
  }

  private static void place(Leaf leaf, ObjectNode telemetry, ObjectNode attributes) {
    boolean values = leaf.parents().stream().map(Leaf::plain).anyMatch(TELEMETRY::contains);
    boolean facts = leaf.parents().stream().map(Leaf::plain).anyMatch(ATTRIBUTES::contains);
    boolean attribute = facts || !values && leaf.value().isTextual();
    ObjectNode into = attribute ? attributes : telemetry;
    boolean known = leaf.parents().size() == 1 && (values || facts);
    if (!known && !inside(leaf, into)) {
      into.put(leaf.key(), leaf.pointer());
    } else if (!known) {
      return; // a part of an object that is taken over as a whole
    } else if (!into.has("*")) {
      into.put("*", Leaf.pointer(leaf.parents()));
    } else if (!into.get("*").asText().equals(Leaf.pointer(leaf.parents()))) {
      // Only one object can be taken over as a whole.
      into.put(leaf.path().get(leaf.path().size() - 1), leaf.pointer());
    }
  }

  private static boolean inside(Leaf leaf, ObjectNode into) {
    return into.has("*") && (leaf.pointer()).startsWith(into.get("*").asText() + "/");
  }

  /** The best name counts, and of two alike the one further out. */
  private static Optional<Leaf> find(List<Leaf> leaves, List<String> names) {
    for (String name : names) {
      for (Leaf leaf : leaves) {
        if (leaf.plainName().equals(name)
            && (leaf.value().isTextual() || leaf.value().isNumber())) {
          return Optional.of(leaf);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isTime(Leaf leaf) {
    try {
      Instant time = AUTO.read(leaf.value(), leaf::pointer);
      return time.isAfter(FIRST) && time.isBefore(LAST);
    } catch (DecodeException e) {
      return false;
    }
  }
}
