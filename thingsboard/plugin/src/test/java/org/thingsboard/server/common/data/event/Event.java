package org.thingsboard.server.common.data.event;

import java.util.Map;

/** Stands for the host type in tests: an entry of an entity's Events tab. */
public abstract class Event {
  private final Map<String, Object> values;

  Event(Map<String, Object> values) {
    this.values = values;
  }

  /** A value as text; null when it was not written. */
  public String text(String name) {
    Object value = values.get(name);
    return value == null ? null : value.toString();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + values;
  }
}
