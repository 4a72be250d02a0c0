package org.sluiceiot.api.internal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Entries by name, in the order they came, in one array: an object of a record has a handful, and a
 * map made of nodes costs as much as reading them. More than a handful go into a {@link
 * LinkedHashMap}. Null names are refused. For one thread until it is {@linkplain #freeze frozen}.
 *
 * @param <V> what the names stand for
 */
public final class SmallMap<V> extends AbstractMap<String, V> {
  /** Most entries in the array, for every one is looked at to find a name. */
  static final int MOST = 16;

  private static final int FIRST = 5;

  /** A name, its value, the next name, … */
  private Object[] entries;

  private int size;
  private boolean frozen;

  /** Everything, once there is more than a handful; else null. */
  private Map<String, V> many;

  /** An empty map. */
  public SmallMap() {
    entries = new Object[2 * FIRST];
  }

  /**
   * Ends all changes, after which the map is safe for any thread that is handed it.
   *
   * @return this map
   */
  public SmallMap<V> freeze() {
    frozen = true;
    return this;
  }

  /** Whether it can no longer change. */
  public boolean frozen() {
    return frozen;
  }

  private void changing() {
    if (frozen) {
      throw new UnsupportedOperationException("the map is frozen");
    }
  }

  private int indexOf(Object name) {
    if (name == null) {
      return -1;
    }
    int hash = name.hashCode(); // strings keep theirs, so most other names are told apart by it
    for (int i = 0; i < size; i++) {
      if (name(i).hashCode() == hash && name(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private String name(int index) {
    return (String) entries[2 * index];
  }

  @SuppressWarnings("unchecked") // only put() writes here
  private V value(int index) {
    return (V) entries[2 * index + 1];
  }

  @Override
  public int size() {
    return many == null ? size : many.size();
  }

  @Override
  public V get(Object name) {
    if (many != null) {
      return many.get(name);
    }
    int index = indexOf(name);
    return index < 0 ? null : value(index);
  }

  @Override
  public boolean containsKey(Object name) {
    return many == null ? indexOf(name) >= 0 : many.containsKey(name);
  }

  @Override
  public V put(String name, V value) {
    changing();
    Objects.requireNonNull(name, "name");
    if (many != null) {
      return many.put(name, value);
    }
    int index = indexOf(name);
    if (index >= 0) {
      V before = value(index);
      entries[2 * index + 1] = value;
      return before;
    }
    if (size == MOST) {
      Map<String, V> all = new LinkedHashMap<>(MOST * 4);
      all.putAll(this);
      clear();
      many = all;
      return many.put(name, value);
    }
    add(name, value);
    return null;
  }

  private void add(String name, V value) {
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * MOST);
    }
    entries[2 * size] = name;
    entries[2 * size++ + 1] = value;
  }

  @Override
  public V remove(Object name) {
    changing();
    if (many != null) {
      return many.remove(name);
    }
    int index = indexOf(name);
    return index < 0 ? null : removeAt(index);
  }

  private V removeAt(int index) {
    V before = value(index);
    size--;
    System.arraycopy(entries, 2 * index + 2, entries, 2 * index, 2 * (size - index));
    entries[2 * size] = null;
    entries[2 * size + 1] = null;
    return before;
  }

  @Override
  public void clear() {
    changing();
    many = null;
    Arrays.fill(entries, 0, 2 * size, null);
    size = 0;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super V> action) {
    if (many != null) {
      many.forEach(action);
      return;
    }
    for (int i = 0; i < size; i++) {
      action.accept(name(i), value(i));
    }
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    if (many == null) {
      return new Entries();
    }
    return frozen ? Collections.unmodifiableMap(many).entrySet() : many.entrySet();
  }

  private final class Entries extends AbstractSet<Entry<String, V>> {
    @Override
    public Iterator<Entry<String, V>> iterator() {
      return new Walk();
    }

    @Override
    public int size() {
      return SmallMap.this.size();
    }
  }

  private final class Walk implements Iterator<Entry<String, V>> {
    private int next;
    private boolean removable;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Entry<String, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      removable = true;
      return new Place(name(next), value(next++));
    }

    @Override
    public void remove() {
      changing();
      if (!removable) {
        throw new IllegalStateException("nothing to remove");
      }
      removable = false;
      removeAt(--next);
    }
  }

  /** An entry that writes through. */
  private final class Place extends SimpleEntry<String, V> {
    private static final long serialVersionUID = 1L;

    private Place(String name, V value) {
      super(name, value);
    }

    @Override
    public V setValue(V value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
