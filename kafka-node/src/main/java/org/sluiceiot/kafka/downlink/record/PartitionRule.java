package org.sluiceiot.kafka.downlink.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluiceiot.kafka.downlink.config.PartitionConfig;
import org.sluiceiot.kafka.downlink.send.PartitionChooser;
import org.sluiceiot.kafka.downlink.template.MessageView;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.value.RenderException;

/** A partition strategy, compiled. */
@FunctionalInterface
interface PartitionRule {
  /**
   * @return null when Kafka chooses
   */
  PartitionChooser chooser(String topic, MessageView view);

  static PartitionRule of(PartitionConfig config) {
    if (config instanceof PartitionConfig.Expression expression) {
      Template template = Template.compile(expression.partition());
      return (topic, view) -> exactly(topic, template.render(view));
    }
    if (config instanceof PartitionConfig.RoundRobin) {
      Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
      return (topic, view) -> {
        AtomicInteger turn = turns.computeIfAbsent(topic, t -> new AtomicInteger());
        return count -> Math.floorMod(turn.getAndIncrement(), count);
      };
    }
    return (topic, view) -> null;
  }

  private static PartitionChooser exactly(String topic, String text) {
    int wanted;
    try {
      wanted = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new RenderException("partition '" + text + "' is not a whole number");
    }
    return count -> {
      if (wanted < 0 || wanted >= count) {
        throw new IllegalArgumentException(
            "topic '%s' has partitions 0 to %d, not %d".formatted(topic, count - 1, wanted));
      }
      return wanted;
    };
  }
}
