package org.sluiceiot.kafka.downlink.record;

import org.sluiceiot.kafka.downlink.config.PartitionConfig;
import org.sluiceiot.kafka.downlink.send.PartitionChoice;
import org.sluiceiot.kafka.downlink.template.MessageView;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.value.RenderException;
import org.sluiceiot.kafka.downlink.value.WholeNumber;

/** A partition strategy, compiled. */
@FunctionalInterface
interface PartitionRule {
  /**
   * @return a partition, or a constant of {@link PartitionChoice}
   */
  int route(MessageView view);

  static PartitionRule of(PartitionConfig config) {
    if (config instanceof PartitionConfig.Expression expression) {
      Template template = Template.compile(expression.partition());
      return view -> partition(template.render(view));
    }
    int route =
        config instanceof PartitionConfig.RoundRobin
            ? PartitionChoice.IN_TURN
            : PartitionChoice.BY_KEY;
    return view -> route;
  }

  private static int partition(String text) {
    try {
      int partition = WholeNumber.exact(text);
      if (partition >= 0) {
        return partition;
      }
    } catch (NumberFormatException e) {
      throw new RenderException("partition '" + text + "' is not a whole number");
    }
    throw new RenderException("partition " + text + " is negative");
  }
}
