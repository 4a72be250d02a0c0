package org.sluiceiot.platform.secret;

import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;

/** Secrets that are stored cannot be read: the host's key is another one, or it has none. */
public class UnreadableSecretsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> paths;
  private final String why;

  UnreadableSecretsException(List<String> paths, String why) {
    this("", paths, why);
  }

  private UnreadableSecretsException(String where, List<String> paths, String why) {
    super(where + "the secret " + String.join(", ", paths) + " cannot be read: " + why);
    this.paths = List.copyOf(paths);
    this.why = why;
  }

  /** The same, saying where the secrets are. */
  public UnreadableSecretsException in(String where) {
    return new UnreadableSecretsException(where + ": ", paths, why);
  }

  /** As problems of the configuration that somebody is about to save or try. */
  public ConfigException inConfig() {
    return new ConfigException(
        paths.stream()
            .map(path -> new Problem(path, "cannot be read: " + why, "enter it anew"))
            .toList());
  }
}
