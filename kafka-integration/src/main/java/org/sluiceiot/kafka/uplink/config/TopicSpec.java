package org.sluiceiot.kafka.uplink.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the topic list.
 *
 * @param partition null for the whole topic
 * @param offset where to start; null for where the subscription says
 */
public record TopicSpec(String topic, Integer partition, Long offset) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,249})(?::(\\d{1,9})(?::(\\d{1,18}))?)?");

  /**
   * @throws IllegalArgumentException not of the form topic[:partition[:offset]]
   */
  public static TopicSpec parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not the name of a topic");
    }
    return new TopicSpec(
        matcher.group(1),
        matcher.group(2) == null ? null : Integer.valueOf(matcher.group(2)),
        matcher.group(3) == null ? null : Long.valueOf(matcher.group(3)));
  }
}
