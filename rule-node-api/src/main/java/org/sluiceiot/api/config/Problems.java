package org.sluiceiot.api.config;

import java.util.ArrayList;
import java.util.List;

/** Collects problems at a path. Not safe for several threads. */
public final class Problems {
  private final String path;
  private final List<Problem> found;

  /** An empty collection at the root. */
  public Problems() {
    this("", new ArrayList<>());
  }

  private Problems(String path, List<Problem> found) {
    this.path = path;
    this.found = found;
  }

  /** The same collection, one property deeper. */
  public Problems at(String property) {
    return new Problems(path.isEmpty() ? property : path + "." + property, found);
  }

  /** The same collection, at a position of a list. */
  public Problems at(int index) {
    return new Problems(path + "[" + index + "]", found);
  }

  /** Adds a problem here. */
  public void add(String text, String remedy) {
    found.add(new Problem(path, text, remedy));
  }

  /** All problems so far, of every path. */
  public List<Problem> all() {
    return List.copyOf(found);
  }

  /** Number of problems so far, of every path. */
  public int count() {
    return found.size();
  }

  /**
   * @throws ConfigException there are problems
   */
  public void orThrow() throws ConfigException {
    if (!found.isEmpty()) {
      throw new ConfigException(found);
    }
  }
}
