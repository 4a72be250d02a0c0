package org.sluiceiot.kafka.connection.check;

import java.util.List;

/**
 * What a connection shall be good for.
 *
 * @param topics possibly empty
 * @param group the consumer group as it stands on the cluster; null when none is needed
 */
public record CheckRequest(List<TopicAccess> topics, String group) {
  public CheckRequest {
    topics = List.copyOf(topics);
  }

  /** Only whether the cluster can be reached. */
  public static CheckRequest none() {
    return new CheckRequest(List.of(), null);
  }

  /**
   * A topic and what is to be done with it.
   *
   * @param write whether records are written; else they are read
   * @param mayBeMissing whether it is fine that the topic does not exist yet
   */
  public record TopicAccess(String name, boolean write, boolean mayBeMissing) {}
}
