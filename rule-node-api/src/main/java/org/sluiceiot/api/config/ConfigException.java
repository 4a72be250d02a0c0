package org.sluiceiot.api.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration is wrong; holds every problem found. */
public class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A single problem. */
  public ConfigException(String path, String text, String remedy) {
    this(List.of(new Problem(path, text, remedy)));
  }

  /** Every problem, in the order of the configuration; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
