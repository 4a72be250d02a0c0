package org.sluiceiot.kafka.uplink.route;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.EntityConfig;

/** What may happen to the entities of a record. Immutable, safe for any thread. */
final class EntityPolicy {
  private static final String HEADER = "header:";

  private final Set<String> updateOnlyKeys;
  private final String nameMustEqual;

  EntityPolicy(EntityConfig config) {
    updateOnlyKeys = Set.copyOf(config.updateOnlyKeys());
    nameMustEqual = config.nameMustEqual() == null ? "" : config.nameMustEqual();
  }

  /**
   * @throws DecodeException an entity has another name than its record's key or header says
   */
  List<EntityData> apply(SourceRecord record, List<EntityData> entities) throws DecodeException {
    if (named()) {
      enforce(record, entities);
    }
    return updateOnlyKeys.isEmpty() ? entities : entities.stream().map(this::marked).toList();
  }

  /** Whether a record's key or header has to name its entity. */
  boolean named() {
    return !nameMustEqual.isEmpty();
  }

  /** The name that a record's entity must have; null when its key or header is missing. */
  String wantedName(SourceRecord record) {
    return nameMustEqual.startsWith(HEADER)
        ? record.headerText(nameMustEqual.substring(HEADER.length()))
        : record.keyText();
  }

  private void enforce(SourceRecord record, List<EntityData> entities) throws DecodeException {
    String wanted = wantedName(record);
    for (EntityData entity : entities) {
      if (!entity.name().equals(wanted)) {
        throw new DecodeException(
            "the record speaks of '%s', but its %s says %s"
                .formatted(
                    entity.name(),
                    nameMustEqual.replace(':', ' '),
                    wanted == null ? "nothing" : "'" + wanted + "'"));
      }
    }
  }

  private EntityData marked(EntityData entity) {
    Set<String> keys = new HashSet<>(entity.updateOnlyKeys());
    keys.addAll(updateOnlyKeys);
    return entity.withUpdateOnlyKeys(keys);
  }
}
