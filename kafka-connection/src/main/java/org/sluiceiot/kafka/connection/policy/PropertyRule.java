package org.sluiceiot.kafka.connection.policy;

import java.util.Optional;
import java.util.function.Function;

/** What becomes of one Kafka client property when a tenant writes it. */
public sealed interface PropertyRule {
  /**
   * May be written, within bounds.
   *
   * @param problem what is wrong with a value, or empty; pure
   */
  record Allowed(Function<String, Optional<String>> problem) implements PropertyRule {}

  /**
   * Has a typed field of its own.
   *
   * @param field path of that field within the connection
   */
  record Field(String field) implements PropertyRule {}

  /** Set by Sluice and by nobody else. */
  record Ours(String why) implements PropertyRule {}

  /** Never passed to a client. */
  record Forbidden(String why) implements PropertyRule {}

  /** Not a property that this version knows. */
  record Unknown() implements PropertyRule {}
}
