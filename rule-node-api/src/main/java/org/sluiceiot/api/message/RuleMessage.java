package org.sluiceiot.api.message;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One message on its way through a rule chain. Immutable and safe to share between threads.
 *
 * @param id identity of the message; stays the same while nodes change its metadata or data
 * @param type the host's message type, such as {@code POST_TELEMETRY_REQUEST}; never null
 * @param originator the entity that the message is about; never null
 * @param metadata unmodifiable, without null keys or values
 * @param data the payload, usually JSON; never null, may be empty
 * @param timestamp when the event happened; never null
 */
public record RuleMessage(
    UUID id,
    String type,
    EntityId originator,
    Map<String, String> metadata,
    String data,
    Instant timestamp) {

  /** Types that every host uses for what devices send. */
  public static final String POST_TELEMETRY = "POST_TELEMETRY_REQUEST";

  public static final String POST_ATTRIBUTES = "POST_ATTRIBUTES_REQUEST";

  /** Told when attributes are gone; the data is {@code {"attributes": ["key", …]}}. */
  public static final String ATTRIBUTES_DELETED = "ATTRIBUTES_DELETED";

  public RuleMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(originator, "originator");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(timestamp, "timestamp");
    metadata = Metadata.copyOf(metadata);
  }

  /** The same message with these entries added to, or replacing, its metadata. */
  public RuleMessage withMetadata(Map<String, String> added) {
    Map<String, String> fixed = Map.copyOf(added);
    return withMetadata(() -> fixed);
  }

  /**
   * As the other, for entries that need not be made when nobody reads them: a node that ends its
   * chain is the rule.
   *
   * @param added gives the same entries whenever it is asked, on any thread; without null keys or
   *     values
   */
  public RuleMessage withMetadata(Supplier<Map<String, String>> added) {
    Map<String, String> all = Layered.over(metadata, added);
    return new RuleMessage(id, type, originator, all, data, timestamp);
  }
}
