package org.sluiceiot.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Writes down every delivery and holds it against the feed: what is missing, what came twice, what
 * overtook an earlier record of its device. Safe for any thread.
 */
final class Ledger {
  private final Feed feed;
  private final Map<String, Integer> next = new HashMap<>();
  private final List<String> overtakings = new ArrayList<>();
  private long settled;
  private long duplicates;
  private long rejected;

  Ledger(Feed feed) {
    this.feed = feed;
  }

  /** A record is safe. */
  synchronized void delivered(String device, int number) {
    settle(device, number);
  }

  /** A record was refused for good; it belongs into the dead letters. */
  synchronized void rejected(String device, int number) {
    if (settle(device, number)) {
      rejected++;
    }
  }

  private boolean settle(String device, int number) {
    int expected = next.getOrDefault(device, first(0));
    if (number < expected) {
      duplicates++;
      return false;
    }
    if (number > expected && overtakings.size() < 10) {
      overtakings.add(device + " " + number + " before " + expected);
    }
    next.put(device, first(number + 1));
    settled++;
    return true;
  }

  /** The first number from here on that is not poison. */
  private int first(int number) {
    int found = number;
    while (feed.poison(found)) {
      found++;
    }
    return found;
  }

  synchronized long settled() {
    return settled;
  }

  synchronized long duplicates() {
    return duplicates;
  }

  synchronized long rejected() {
    return rejected;
  }

  synchronized List<String> overtakings() {
    return List.copyOf(overtakings);
  }

  /** How many records must be settled in the end. */
  long expected() {
    return feed.records() - feed.poisoned();
  }

  void awaitSettled(long count) {
    await(() -> settled() >= count);
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }
}
