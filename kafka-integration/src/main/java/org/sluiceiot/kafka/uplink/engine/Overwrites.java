package org.sluiceiot.kafka.uplink.engine;

import java.time.Instant;
import java.util.function.BiConsumer;
import org.sluiceiot.api.entity.EntityData;
import org.sluiceiot.api.entity.TelemetryPoint;

/**
 * Finds values that replace others: of one entity, key and millisecond, but not equal. It remembers
 * the last {@value #PLACES} values at most, those of one entity in a thirty-second of them, each by
 * its hash: what lies further back, or came through another member of the group, it does not see,
 * so its counts are lower bounds. Safe for any thread.
 */
final class Overwrites {
  private static final int PLACES = 1 << 16;
  private static final int STRIPES = 32;
  private static final int MASK = PLACES / STRIPES - 1;

  private final Stripe[] stripes = new Stripe[STRIPES];

  Overwrites() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /**
   * A value that took another's place.
   *
   * @param count how many did
   */
  record Found(int count, String key, Instant time) {}

  /** A part of the memory; guarded by itself, made when it is first needed. */
  private static final class Stripe implements BiConsumer<String, Object> {
    private long[] places;
    private int[] values;
    private long base;
    private int count;
    private String first;

    private synchronized Found note(EntityData entity, long hash) {
      Instant time = null;
      count = 0;
      for (TelemetryPoint point : entity.telemetry()) {
        if (point.timestamp() != null) {
          int before = count;
          base = hash * 31 + point.timestamp().toEpochMilli();
          point.values().forEach(this);
          time = before == 0 && count > 0 ? point.timestamp() : time;
        }
      }
      return count == 0 ? null : new Found(count, first, time);
    }

    @Override
    public void accept(String key, Object value) {
      if (places == null) {
        places = new long[MASK + 1];
        values = new int[MASK + 1];
      }
      long place = mixed(hash(key, base));
      int at = (int) place & MASK;
      int now = value.hashCode();
      if (places[at] == place && values[at] != now && count++ == 0) {
        first = key;
      }
      places[at] = place;
      values[at] = now;
    }
  }

  /**
   * @return null when nothing was replaced
   */
  Found note(EntityData entity) {
    if (entity.telemetry().isEmpty()) {
      return null;
    }
    long hash = mixed(hash(entity.name(), entity.kind().ordinal()));
    return stripes[(int) (hash >>> 59)].note(entity, hash);
  }

  /** 64 bits of a text: two series of many must not be taken for one. */
  private static long hash(String text, long from) {
    long hash = from;
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 0x100000001B3L + text.charAt(i);
    }
    return hash;
  }

  private static long mixed(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return mixed ^ mixed >>> 33;
  }
}
