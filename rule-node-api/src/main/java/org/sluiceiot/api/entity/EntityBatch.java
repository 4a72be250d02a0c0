package org.sluiceiot.api.entity;

import java.util.List;
import java.util.Map;
import org.sluiceiot.api.message.Metadata;

/**
 * All that one source record yielded. It becomes safe as a whole or is delivered again as a whole,
 * so a host must make repeating it harmless.
 *
 * @param entities in the record's order; never empty
 * @param metadata facts of the source record ({@code kafka.in.*}, {@code kafka.path}) and the
 *     integration's own pairs, for the messages that the host makes of the entities
 * @param allowCreate whether entities that do not exist may be created
 */
public record EntityBatch(
    List<EntityData> entities, Map<String, String> metadata, boolean allowCreate) {
  public EntityBatch {
    entities = List.copyOf(entities);
    metadata = Metadata.copyOf(metadata);
    if (entities.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one entity");
    }
  }
}
