package org.sluiceiot.api.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects problems at a path. Not safe for several threads.
 *
 * <p>The first {@value #MOST} are kept, the others counted: who sends a hundred thousand wrong
 * names must not have each of them told.
 */
public final class Problems {
  /** So many are told one by one. */
  public static final int MOST = 50;

  private static final int LONGEST_NAME = 300;

  private final String path;
  private final Found found;

  /** What all paths of one collection share. */
  private static final class Found {
    private final List<Problem> kept = new ArrayList<>();
    private int count;
  }

  /** An empty collection at the root. */
  public Problems() {
    this("", new Found());
  }

  private Problems(String path, Found found) {
    this.path = path;
    this.found = found;
  }

  /** The same collection, one property deeper; of a long name the beginning is shown. */
  public Problems at(String name) {
    String property = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    return new Problems(path.isEmpty() ? property : path + "." + property, found);
  }

  /** The same collection, at a position of a list. */
  public Problems at(int index) {
    return new Problems(path + "[" + index + "]", found);
  }

  /** Adds a problem here. */
  public void add(String text, String remedy) {
    add(text, () -> remedy);
  }

  /**
   * As {@link #add(String, String)}.
   *
   * @param remedy asked only when the problem is told one by one
   */
  public void add(String text, Supplier<String> remedy) {
    found.count++;
    if (found.kept.size() < MOST) {
      found.kept.add(new Problem(path, text, remedy.get()));
    }
  }

  /** The problems so far, of every path; the last one may say how many more there are. */
  public List<Problem> all() {
    List<Problem> all = new ArrayList<>(found.kept);
    int more = found.count - found.kept.size();
    if (more > 0) {
      all.add(new Problem("", "and " + more + " more problems", "mend those above first"));
    }
    return List.copyOf(all);
  }

  /** Number of problems so far, of every path. */
  public int count() {
    return found.count;
  }

  /**
   * @throws ConfigException there are problems
   */
  public void orThrow() throws ConfigException {
    if (found.count > 0) {
      throw new ConfigException(all());
    }
  }
}
