package org.sluiceiot.api.config;

import java.util.Objects;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path dotted path of the property, list positions in brackets: {@code routes[0].topic};
 *     empty for the whole
 * @param text what is wrong with the value; never holds a secret
 * @param remedy what to write instead; may be empty
 */
public record Problem(String path, String text, String remedy) {
  public Problem {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(remedy, "remedy");
  }

  @Override
  public String toString() {
    return (path.isEmpty() ? "" : path + ": ") + text + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
