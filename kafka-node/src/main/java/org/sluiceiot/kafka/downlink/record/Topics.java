package org.sluiceiot.kafka.downlink.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.connection.policy.TenantBudget;
import org.sluiceiot.kafka.downlink.value.RenderException;

/** The topics that a node has written to, checked and capped. Safe for any thread. */
final class Topics implements AutoCloseable {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final Map<String, TenantBudget.Lease> known = new ConcurrentHashMap<>();
  private final int most;
  private final TenantBudget budget;
  private boolean closed;

  /**
   * @param budget what the tenant's nodes may use together
   */
  Topics(int most, TenantBudget budget) {
    this.most = most;
    this.budget = budget;
  }

  /**
   * @throws RenderException the name is not legal, or would be one too many
   */
  void check(String topic) {
    if (known.containsKey(topic)) {
      return;
    }
    if (!LEGAL.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
      String shown = topic.length() > 80 ? topic.substring(0, 80) + "…" : topic;
      throw new RenderException("'" + shown + "' is not a legal topic name");
    }
    synchronized (known) {
      if (closed || known.containsKey(topic)) {
        return;
      }
      if (known.size() >= most) {
        throw new RenderException(
            "topic '" + topic + "' would be one more than the " + most + " that this node may use");
      }
      try {
        known.put(topic, budget.topic(topic));
      } catch (LimitExceededException e) {
        throw new RenderException("topic '" + topic + "' is not used: " + e.getMessage());
      }
    }
  }

  /** Gives the topics back to the tenant's budget. */
  @Override
  public void close() {
    synchronized (known) {
      closed = true;
      known.values().forEach(TenantBudget.Lease::close);
      known.clear();
    }
  }
}
