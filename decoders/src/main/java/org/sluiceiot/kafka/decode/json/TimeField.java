package org.sluiceiot.kafka.decode.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Supplier;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.DecoderNotes;
import org.sluiceiot.kafka.decode.Timestamps;

/**
 * Where a time is and how it is written. Immutable, safe for any thread.
 *
 * @param expression null when there is none
 * @param pointer told when the payload has a time; null when nobody asks
 */
record TimeField(Expression expression, Timestamps times, DecoderNotes.Pointer pointer) {

  /** The moment of an item, or null when it has none. */
  Instant of(Expression.Item item, Supplier<String> path) throws DecodeException {
    return expression == null ? null : read(expression.find(item), item, path);
  }

  /** The moment within an item, not of what surrounds it, or null when it has none. */
  Instant within(Expression.Item item, Supplier<String> path) throws DecodeException {
    return expression == null ? null : read(expression.findWithin(item), item, path);
  }

  private Instant read(JsonNode found, Expression.Item item, Supplier<String> path)
      throws DecodeException {
    Instant records = found == null ? null : item.facts().time(found);
    if (found == null || records != null) {
      return records;
    }
    if (pointer != null) {
      pointer.found();
    }
    return times.read(found, path);
  }
}
