package org.sluiceiot.platform.rest;

import java.util.List;
import org.sluiceiot.api.config.Problem;

/** A request that is answered with problems. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final transient List<Problem> problems;

  ApiException(int status, List<Problem> problems) {
    super(problems.toString());
    this.status = status;
    this.problems = problems;
  }

  ApiException(int status, String path, String text, String remedy) {
    this(status, List.of(new Problem(path, text, remedy)));
  }

  static ApiException notFound() {
    return new ApiException(404, "", "there is no such thing", "");
  }

  int status() {
    return status;
  }

  List<Problem> problems() {
    return problems;
  }
}
