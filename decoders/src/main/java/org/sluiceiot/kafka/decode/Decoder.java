package org.sluiceiot.kafka.decode;

import java.util.List;
import org.sluiceiot.api.entity.EntityData;

/** Turns one record into entities. Compiled once per integration, safe for any thread. */
@FunctionalInterface
public interface Decoder {
  /**
   * @param record as consumed; never null
   * @return what the record says, in its order; empty when it says nothing
   * @throws DecodeException the record cannot be decoded; the message names the path
   * @throws TransientDecodeException it may work later (a schema registry is away)
   */
  List<EntityData> decode(SourceRecord record) throws DecodeException;
}
