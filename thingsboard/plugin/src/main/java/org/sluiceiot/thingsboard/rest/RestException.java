package org.sluiceiot.thingsboard.rest;

import java.util.List;
import org.sluiceiot.api.config.Problem;

/** A request is answered with problems instead of what it asked for. */
final class RestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Problem> problems;

  RestException(int status, List<Problem> problems) {
    super(problems.toString());
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  RestException(int status, String text, String remedy) {
    this(status, List.of(new Problem("", text, remedy)));
  }

  int status() {
    return status;
  }

  List<Problem> problems() {
    return problems;
  }
}
