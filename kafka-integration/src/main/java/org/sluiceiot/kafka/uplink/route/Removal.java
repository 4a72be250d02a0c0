package org.sluiceiot.kafka.uplink.route;

import java.util.HashSet;
import java.util.function.Function;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.RemovedAttributes;
import org.sluiceiot.kafka.decode.RecordNaming;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.uplink.config.EntityConfig;
import org.sluiceiot.kafka.uplink.config.TombstonePolicy;

/**
 * What a record without a value takes away: attributes of the entity that the record names, by the
 * key or header that its name must equal, else as its decoder names entities. Immutable, safe for
 * any thread.
 */
final class Removal {
  private final EntityData.Kind kind;
  private final Function<SourceRecord, String> name;
  private final RemovedAttributes removed;

  Removal(EntityConfig config, RecordNaming naming) {
    EntityPolicy policy = new EntityPolicy(config);
    kind = naming.kind();
    name = policy.named() ? policy::wantedName : naming.name();
    removed = RemovedAttributes.of(new HashSet<>(config.tombstoneKeys()));
  }

  /** Adds what is wrong with the policy of a route whose records name no entity without a value. */
  static void check(EntityConfig config, RecordNaming naming, Problems problems) {
    if (config.tombstones() == TombstonePolicy.DELETE_ATTRIBUTES
        && new Removal(config, naming).name == null) {
      problems
          .at("tombstones")
          .add(
              "delete-attributes: only a value names an entity here, and a tombstone has none",
              "set nameMustEqual to key or header:NAME, or give the decoder a name from the"
                  + " record, such as 'record:key'");
    }
  }

  /** Null when the record names no entity. */
  EntityData of(SourceRecord record) {
    String named = name == null ? null : name.apply(record);
    return named == null || named.isBlank() ? null : EntityData.removing(kind, named, removed);
  }
}
