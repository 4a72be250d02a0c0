package org.sluiceiot.kafka.decode.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.sparkplug.SparkplugDecoderConfig.Naming;

/**
 * Names of entities by the place of a node or device. The first place that brings a name has it,
 * over restarts too; a later one is named by its whole place. Safe for any thread; files are read
 * and written outside of its lock.
 */
final class DeviceNames {
  private static final int MOST_IN_MEMORY = 100_000;
  private static final float LOAD = 0.75f;

  private final Kept kept;
  private final Naming naming;

  private final Map<String, String> owners =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };

  DeviceNames(Kept kept, Naming naming) {
    this.kept = kept;
    this.naming = naming;
  }

  /**
   * @param name of the device, or of the edge node
   * @param place group/node, or group/node/device
   */
  String of(String name, String place) {
    return switch (naming) {
      case DEVICE -> name;
      case PATH -> place;
      case AUTO -> owner(name, place).equals(place) ? name : place;
    };
  }

  private String owner(String name, String place) {
    String known = known(name);
    if (known != null) {
      return known;
    }
    JsonNode json = kept.read(file(name));
    String owner = first(name, json == null ? place : json.path("owner").asText(place));
    if (json == null && owner.equals(place)) {
      kept.write(file(name), JsonPayload.MAPPER.createObjectNode().put("owner", place));
    }
    return owner;
  }

  private static String file(String name) {
    return "device " + name;
  }

  private synchronized String known(String name) {
    return owners.get(name);
  }

  private synchronized String first(String name, String place) {
    String before = owners.putIfAbsent(name, place);
    return before == null ? place : before;
  }
}
