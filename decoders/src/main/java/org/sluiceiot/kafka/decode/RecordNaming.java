package org.sluiceiot.kafka.decode;

import java.util.function.Function;
import org.sluiceiot.api.entity.EntityData;

/**
 * How a record names its entity without its value. Immutable, safe for any thread.
 *
 * @param kind what its entities are
 * @param name yields null, or a blank, for a record that names none; null where only a value names
 *     an entity
 */
public record RecordNaming(EntityData.Kind kind, Function<SourceRecord, String> name) {
  /** Devices, named by values only. */
  public static final RecordNaming NONE = new RecordNaming(EntityData.Kind.DEVICE, null);
}
