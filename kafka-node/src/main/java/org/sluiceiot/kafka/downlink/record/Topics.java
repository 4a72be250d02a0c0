package org.sluiceiot.kafka.downlink.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.sluiceiot.kafka.downlink.value.RenderException;

/** The topics that a node has written to, checked and capped. Safe for any thread. */
final class Topics {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final int most;

  Topics(int most) {
    this.most = most;
  }

  /**
   * @throws RenderException the name is not legal, or would be one too many
   */
  void check(String topic) {
    if (known.contains(topic)) {
      return;
    }
    if (!LEGAL.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
      String shown = topic.length() > 80 ? topic.substring(0, 80) + "…" : topic;
      throw new RenderException("'" + shown + "' is not a legal topic name");
    }
    synchronized (known) {
      if (known.size() >= most && !known.contains(topic)) {
        throw new RenderException(
            "topic '" + topic + "' would be one more than the " + most + " that this node may use");
      }
      known.add(topic);
    }
  }
}
