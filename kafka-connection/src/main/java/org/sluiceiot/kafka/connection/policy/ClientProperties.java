package org.sluiceiot.kafka.connection.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Allowed;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Field;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Forbidden;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Ours;
import org.sluiceiot.kafka.connection.policy.PropertyRule.Unknown;

/**
 * The allow-list: what a tenant may write among Kafka's client properties. Everything that is not
 * listed is refused. Pure; safe for any thread.
 */
public final class ClientProperties {
  private static final int LONGEST_VALUE = 4096;
  private static final int LONGEST_SHOWN_KEY = 80;
  private static final Map<String, PropertyRule> RULES = rules();

  private ClientProperties() {}

  /** The rule of a property; {@link Unknown} when it is not listed. */
  public static PropertyRule rule(String key) {
    return RULES.getOrDefault(key, new Unknown());
  }

  /** Adds a problem for every property that is not allowed or out of bounds. */
  public static void check(Map<String, String> properties, Problems problems) {
    properties.forEach((key, value) -> checkOne(key, value, problems.at(shown(key))));
  }

  private static void checkOne(String key, String value, Problems at) {
    PropertyRule rule = rule(key);
    if (rule instanceof Allowed allowed) {
      checkValue(value).or(() -> allowed.problem().apply(value)).ifPresent(bad -> at.add(bad, ""));
    } else if (rule instanceof Field field) {
      at.add("has a field of its own", "write it as '" + field.field() + "'");
    } else if (rule instanceof Ours ours) {
      at.add("is set by Sluice: " + ours.why(), "remove it");
    } else if (rule instanceof Forbidden forbidden) {
      at.add("is not permitted: " + forbidden.why(), "remove it");
    } else {
      at.add("is not among the allowed client properties", "remove it");
    }
  }

  private static Optional<String> checkValue(String value) {
    if (value.length() > LONGEST_VALUE) {
      return Optional.of("is longer than " + LONGEST_VALUE + " characters");
    }
    if (value.contains("${")) {
      return Optional.of("holds '${', which is not resolved here");
    }
    return value.chars().anyMatch(Character::isISOControl)
        ? Optional.of("holds a control character")
        : Optional.empty();
  }

  /** A key as it may stand in a problem's path. */
  private static String shown(String key) {
    String clean = key.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > LONGEST_SHOWN_KEY ? clean.substring(0, LONGEST_SHOWN_KEY) + "…" : clean;
  }

  private static Map<String, PropertyRule> rules() {
    Map<String, PropertyRule> rules = new HashMap<>();
    AllowedProperties.addTo((key, bound) -> rules.put(key, new Allowed(bound)));
    ReservedProperties.addTo(rules);
    return Map.copyOf(rules);
  }

  /** Receives one allowed property. */
  interface Allow {
    void add(String key, Function<String, Optional<String>> bound);
  }
}
