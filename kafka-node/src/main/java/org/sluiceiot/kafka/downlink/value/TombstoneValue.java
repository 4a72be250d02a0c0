package org.sluiceiot.kafka.downlink.value;

import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.host.Owner;

/** No value: on a compacted topic such a record deletes what its key stands for. */
@Variant(value = "tombstone", title = "Tombstone (no value)")
public record TombstoneValue() implements ValueConfig {
  @Override
  public ValueWriter compile(Owner self) {
    return view -> null;
  }
}
