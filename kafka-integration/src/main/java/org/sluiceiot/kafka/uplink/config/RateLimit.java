package org.sluiceiot.kafka.uplink.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate with several windows, written {@code 20:1,600:60}.
 *
 * @param windows empty for no limit
 */
public record RateLimit(List<Window> windows) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,7})");

  /** So many in this time. */
  public record Window(long count, Duration time) {}

  public RateLimit {
    windows = List.copyOf(windows);
  }

  /**
   * @param text may be null or blank: no limit
   * @throws IllegalArgumentException another form, or zero
   */
  public static RateLimit parse(String text) {
    List<Window> windows = new ArrayList<>();
    if (text != null && !text.isBlank()) {
      for (String part : text.split(",", -1)) {
        windows.add(window(part.strip()));
      }
    }
    return new RateLimit(windows);
  }

  private static Window window(String part) {
    Matcher matcher = FORM.matcher(part);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + part + "' is not count:seconds");
    }
    long count = Long.parseLong(matcher.group(1));
    long seconds = Long.parseLong(matcher.group(2));
    if (count == 0 || seconds == 0) {
      throw new IllegalArgumentException("'" + part + "' has a zero");
    }
    return new Window(count, Duration.ofSeconds(seconds));
  }

  /** Whether nothing is limited. */
  public boolean unlimited() {
    return windows.isEmpty();
  }
}
