package org.sluiceiot.kafka.downlink.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.connection.policy.TenantBudget;
import org.sluiceiot.kafka.downlink.template.MessageView;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.value.RenderException;

/** The topics that a node has written to, checked and capped. Safe for any thread. */
final class Topics implements AutoCloseable {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final Template template;
  private final Map<String, TenantBudget.Lease> known = new ConcurrentHashMap<>();

  /** Of a template with one hole: its text to the topic, so that a topic is rendered once. */
  private final Map<String, String> rendered = new ConcurrentHashMap<>();

  private final int most;
  private final TenantBudget budget;
  private boolean closed;

  /**
   * @param budget what the tenant's nodes may use together
   */
  Topics(Template template, int most, TenantBudget budget) {
    this.template = template;
    this.most = most;
    this.budget = budget;
  }

  /**
   * The topic of a message.
   *
   * @throws RenderException the name is not legal, or would be one too many
   * @throws org.sluiceiot.kafka.downlink.template.UnresolvedFieldException the message lacks a
   *     field
   */
  String of(MessageView message) {
    String hole = template.only(message);
    String topic = hole == null ? null : rendered.get(hole);
    if (topic == null) {
      topic = template.render(message);
      check(topic);
      if (hole != null) {
        rendered.put(hole, topic);
      }
    }
    return topic;
  }

  private void check(String topic) {
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
      rendered.clear();
    }
  }
}
