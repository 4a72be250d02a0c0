package org.sluiceiot.api.message;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Entries laid over a map that stays as it is, so that a node can add to the metadata of a message
 * without copying it; every node of a chain adds some. Immutable.
 */
final class Layered extends AbstractMap<String, String> {
  /** Every layer is one more place to look. */
  private static final int DEEPEST = 4;

  private final Map<String, String> base;
  private final Supplier<Map<String, String>> source;
  private final int depth;

  /** What {@link #source} gave; two threads may ask it twice. */
  private Map<String, String> top;

  /** All entries, made when first asked for; two threads may make it twice. */
  private Map<String, String> flat;

  private Layered(Map<String, String> base, Supplier<Map<String, String>> source, int depth) {
    this.base = base;
    this.source = source;
    this.depth = depth;
  }

  /**
   * @param base immutable
   * @param top what it gives wins over the base; asked when an entry is first read
   */
  static Map<String, String> over(Map<String, String> base, Supplier<Map<String, String>> top) {
    if (base instanceof Layered layered) {
      return layered.depth == DEEPEST
          ? new Layered(layered.flat(), top, 1)
          : new Layered(base, top, layered.depth + 1);
    }
    return new Layered(base, top, 1);
  }

  private Map<String, String> top() {
    Map<String, String> own = top;
    if (own == null) {
      own = Map.copyOf(source.get());
      top = own;
    }
    return own;
  }

  private Map<String, String> flat() {
    Map<String, String> all = flat;
    if (all == null) {
      Map<String, String> copy = new HashMap<>(base);
      copy.putAll(top());
      all = Map.copyOf(copy);
      flat = all;
    }
    return all;
  }

  @Override
  public String get(Object key) {
    String value = top().get(key);
    return value != null ? value : base.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return flat().entrySet();
  }
}
