package org.sluiceiot.kafka.downlink.template;

/** A message lacks a field that a template needs and gives no default for. */
public final class UnresolvedFieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param field as written in the template
   */
  UnresolvedFieldException(String field) {
    super("the message has no value for " + field, null, false, false);
  }
}
