package org.sluiceiot.api.config;

import java.util.Objects;

/** A text that must not be seen. Printing it shows {@link #PLACEHOLDER}. */
public final class Secret {
  /** Stands for a secret wherever it is shown; a host puts the stored value back in its place. */
  public static final String PLACEHOLDER = "********";

  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The text itself; keep it out of logs, events and errors. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return PLACEHOLDER;
  }
}
