package org.sluiceiot.kafka.downlink.value;

import org.sluiceiot.kafka.downlink.template.MessageView;

/** Makes the value of a record from a message. Implementations are immutable. */
@FunctionalInterface
public interface ValueWriter {
  /**
   * @return the bytes; null for a record without value
   * @throws RenderException the message does not hold what the value needs
   */
  byte[] write(MessageView message);
}
