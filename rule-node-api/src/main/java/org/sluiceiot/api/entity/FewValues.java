package org.sluiceiot.api.entity;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A few values by key, in order, in two arrays: most points have a handful, and a map made of nodes
 * costs as much as decoding them. Immutable.
 */
final class FewValues extends AbstractMap<String, Object> {
  /** Most entries, for every one is looked at to find a key. */
  static final int MOST = 16;

  private final String[] keys;
  private final Object[] values;

  /**
   * @param map with at most {@link #MOST} entries, whose values are checked here
   */
  FewValues(Map<String, Object> map) {
    keys = new String[map.size()];
    values = new Object[keys.length];
    int next = 0;
    for (Entry<String, Object> entry : map.entrySet()) {
      keys[next] = Objects.requireNonNull(entry.getKey(), "key");
      values[next++] = EntityData.value(entry.getValue());
    }
  }

  private int indexOf(Object key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public Object get(Object key) {
    int index = indexOf(key);
    return index < 0 ? null : values[index];
  }

  @Override
  public boolean containsKey(Object key) {
    return indexOf(key) >= 0;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return entries();
      }

      @Override
      public int size() {
        return keys.length;
      }
    };
  }

  private Iterator<Entry<String, Object>> entries() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < keys.length;
      }

      @Override
      public Entry<String, Object> next() {
        if (next == keys.length) {
          throw new NoSuchElementException();
        }
        return Map.entry(keys[next], values[next++]);
      }
    };
  }
}
