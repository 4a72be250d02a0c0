package org.sluiceiot.kafka.downlink.buffer;

import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.send.FailureClass;

/** Something that wants to be stored. Exactly one of the two outcomes is told, on any thread. */
public interface Storable {
  /** The record. */
  Draft draft();

  /** It survives the end of this process. */
  void stored();

  /** It was not stored. */
  void failed(FailureClass kind, Throwable cause);
}
