package org.sluiceiot.platform.plugin;

import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;

/** Problems of a configuration, seen from the document that holds it. Stateless. */
public final class ConfigProblems {
  private ConfigProblems() {}

  /**
   * @param whole path for a problem of the configuration as a whole
   * @param config path of the configuration in the document
   */
  public static List<Problem> within(ConfigException e, String whole, String config) {
    return e.problems().stream()
        .map(
            problem ->
                new Problem(
                    problem.path().isEmpty() ? whole : config + "." + problem.path(),
                    problem.text(),
                    problem.remedy()))
        .toList();
  }
}
