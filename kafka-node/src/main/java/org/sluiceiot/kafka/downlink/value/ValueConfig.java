package org.sluiceiot.kafka.downlink.value;

import org.sluiceiot.api.config.Variants;
import org.sluiceiot.api.host.Owner;

/** How the value of a record is made. */
@Variants({
  MessageValue.class,
  TemplateValue.class,
  EnvelopeValue.class,
  KeyValueValue.class,
  RowsValue.class,
  MappedValue.class,
  BytesValue.class,
  TombstoneValue.class
})
public sealed interface ValueConfig
    permits MessageValue,
        TemplateValue,
        EnvelopeValue,
        KeyValueValue,
        RowsValue,
        MappedValue,
        BytesValue,
        TombstoneValue {
  /**
   * Compiles what can be compiled.
   *
   * @param self the node, for values that name their sender; null only to try the compilation
   * @throws IllegalArgumentException a text in it is wrong; the message says where
   */
  ValueWriter compile(Owner self);
}
