package org.sluiceiot.kafka.decode;

import java.util.List;
import org.sluiceiot.api.entity.EntityData;

/** Turns one record into entities. Compiled once per integration, safe for any thread. */
@FunctionalInterface
public interface Decoder {
  /**
   * What a format makes of a record, before the rules that hold for every format.
   *
   * @param record as consumed; never null
   * @return in the record's order; points without a time of their own have none
   * @throws DecodeException as {@link #decode}
   */
  List<EntityData> read(SourceRecord record) throws DecodeException;

  /**
   * @param record as consumed; never null
   * @return what the record says, in its order; empty when it says nothing. A point without a time
   *     of its own has the record's, and none only where the record has none either; no two points
   *     say different things of one key at one time
   * @throws DecodeException the record cannot be decoded; the message names the path
   * @throws TransientDecodeException it may work later (a schema registry is away)
   */
  default List<EntityData> decode(SourceRecord record) throws DecodeException {
    return Points.complete(record, read(record));
  }

  /** How it names the entity of a record that has no value. Constant; never null. */
  default RecordNaming naming() {
    return RecordNaming.NONE;
  }
}
