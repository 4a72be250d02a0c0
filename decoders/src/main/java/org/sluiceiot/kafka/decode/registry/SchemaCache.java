package org.sluiceiot.kafka.decode.registry;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.TransientDecodeException;

/**
 * Parsed schemas by id. A schema never changes, so a good one is kept; after a failure the registry
 * is left in peace for a moment. Bounded. Safe for any thread.
 *
 * @param <S> what a schema is parsed to
 */
public final class SchemaCache<S> {
  private static final int MOST = 1_000;
  private static final byte MAGIC = 0;
  private static final int HEADER = 5;
  private static final long PAUSE_NANOS = 500_000_000L;

  /** A schema never changes, so a wrong one stays wrong; but what it refers to may be mended. */
  private static final long WRONG_PAUSE_NANOS = 30_000_000_000L;

  /** Parses a schema. */
  @FunctionalInterface
  public interface Parser<S> {
    /**
     * @throws DecodeException it is not a schema of this kind
     */
    S parse(SchemaRegistry.Schema schema) throws DecodeException;
  }

  /**
   * @param id of its schema
   * @param data what follows the id
   */
  public record Framed(int id, ByteBuffer data) {}

  private final SchemaRegistry registry;
  private final Parser<S> parser;
  private final Map<Integer, S> parsed = new LinkedHashMap<>();
  private final Map<Integer, Failure> failed = new LinkedHashMap<>();

  /**
   * @param until nanoseconds of the clock before which the registry is not asked again
   */
  private record Failure(DecodeException error, long until) {}

  public SchemaCache(SchemaRegistry registry, Parser<S> parser) {
    this.registry = registry;
    this.parser = parser;
  }

  /**
   * Splits a value in the registry's wire format.
   *
   * @throws DecodeException it is not in that format
   */
  public static Framed framed(SourceRecord record) throws DecodeException {
    ByteBuffer value = ByteBuffer.wrap(record.value());
    if (value.remaining() < HEADER || value.get() != MAGIC) {
      throw new DecodeException("the value does not begin with a zero and the id of a schema");
    }
    return new Framed(value.getInt(), value);
  }

  /**
   * The schema of this id, fetched at most once while it can be kept. Others wait meanwhile.
   *
   * @throws TransientDecodeException it cannot be had now
   * @throws DecodeException it is wrong
   */
  public synchronized S get(int id) throws DecodeException {
    S known = parsed.get(id);
    if (known != null) {
      return known;
    }
    Failure recent = failed.get(id);
    if (recent != null && System.nanoTime() - recent.until() < 0) {
      throw recent.error();
    }
    try {
      S fresh = parser.parse(registry.byId(id));
      failed.values().removeIf(failure -> failure.error() instanceof TransientDecodeException);
      if (parsed.size() >= MOST) {
        parsed.remove(parsed.keySet().iterator().next());
      }
      parsed.put(id, fresh);
      return fresh;
    } catch (DecodeException e) {
      if (failed.size() >= MOST) {
        failed.clear();
      }
      long pause = e instanceof TransientDecodeException ? PAUSE_NANOS : WRONG_PAUSE_NANOS;
      failed.put(id, new Failure(e, System.nanoTime() + pause));
      throw e;
    }
  }
}
