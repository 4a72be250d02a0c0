package org.sluiceiot.kafka.downlink.template;

/** A hole in a template: one value of a message. Stateless, safe for any thread. */
interface Field {
  /**
   * The value as text.
   *
   * @return null when the message has none
   */
  String resolve(MessageView message);
}
