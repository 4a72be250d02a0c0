package org.sluiceiot.kafka.downlink.config;

import java.nio.charset.Charset;
import java.util.List;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.value.TextEncoding;
import org.sluiceiot.kafka.downlink.value.TombstoneValue;
import org.sluiceiot.kafka.downlink.value.ValueConfig;
import org.sluiceiot.kafka.guard.GuardConfig;

/** Configuration of the downlink node. */
public record DownlinkConfig(
    @Property(title = "Connection", help = "The Kafka cluster to write to.", group = "Connection")
        ConnectionConfig connection,
    @Property(
            title = "Topic",
            help = "Template of the topic: ${metadata}, $[data.path], ${@message.type}.",
            min = "1",
            max = "1024",
            group = "Record")
        String topic,
    @Property(
            title = "Key",
            help = "Template of the key; records of one key keep their order. Empty: no key.",
            defaultValue = "${@originator.id}",
            max = "4096",
            group = "Record")
        String key,
    @Property(
            title = "Key encoding",
            help = "How the key becomes bytes.",
            defaultValue = "text",
            group = "Record",
            advanced = true)
        TextEncoding keyEncoding,
    @Property(
            title = "Key character set",
            help = "Of keys that are text.",
            defaultValue = "UTF-8",
            max = "40",
            group = "Record",
            advanced = true)
        String keyCharset,
    @Property(
            title = "Value",
            help = "What the value of a record is made of.",
            defaultValue = "{\"type\":\"message\"}",
            group = "Record")
        ValueConfig value,
    @Property(
            title = "Tombstone when",
            help =
                "Messages that become a record without a value, which on a compacted topic deletes"
                    + " what the key stands for.",
            optional = true,
            group = "Record",
            advanced = true)
        TombstoneConfig tombstoneWhen,
    @Property(
            title = "Headers",
            help = "Headers of a record.",
            defaultValue = "{}",
            group = "Record")
        HeadersConfig headers,
    @Property(
            title = "Timestamp",
            help =
                "Template of the record's time in milliseconds since 1970. Empty: time of sending.",
            defaultValue = "${@time}",
            max = "1024",
            group = "Record",
            advanced = true)
        String timestamp,
    @Property(
            title = "Partition",
            help = "How a record's partition is chosen.",
            defaultValue = "{\"type\":\"key\"}",
            group = "Record",
            advanced = true)
        PartitionConfig partition,
    @Property(
            title = "Topic from inbound fields",
            help =
                "Allows kafka.* metadata, written by an uplink, in the topic: a producer elsewhere"
                    + " then decides where this node writes.",
            defaultValue = "false",
            group = "Record",
            advanced = true)
        boolean topicFromInbound,
    @Property(
            title = "Most topics",
            help = "Distinct topics that this node may write to until it is restarted.",
            defaultValue = "100",
            min = "1",
            max = "10000",
            group = "Record",
            advanced = true)
        int maxTopics,
    @Property(title = "Sending", help = "The producer.", defaultValue = "{}", group = "Sending")
        SendConfig sending,
    @Property(
            title = "Queue",
            help = "Messages on their way through this node.",
            defaultValue = "{}",
            group = "Sending")
        QueueConfig queue,
    @Property(
            title = "Buffer",
            help =
                "Where messages wait for the broker. A host with a durable queue of its own needs"
                    + " memory only.",
            defaultValue = "{\"type\":\"memory\"}",
            group = "Sending")
        BufferConfig buffer,
    @Property(
            title = "Fallback",
            help = "Where a record goes when it could not be sent.",
            optional = true,
            group = "Sending",
            advanced = true)
        FallbackConfig fallback,
    @Property(
            title = "On a loop",
            help = "Where a message goes that has passed this node before, or must not be sent.",
            defaultValue = "loop",
            group = "Sending")
        LoopOutcome onLoop,
    @Property(
            title = "Loop guard",
            help = "This side's part in keeping data from circling.",
            defaultValue = "{}",
            group = "Loops",
            advanced = true)
        GuardConfig loopGuard)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    template(topic, problems.at("topic"));
    template(key, problems.at("key"));
    template(timestamp, problems.at("timestamp"));
    headers(problems.at("headers"));
    try {
      value.compile(null);
    } catch (IllegalArgumentException e) {
      problems.at("value").add(e.getMessage(), "");
    }
    if (key.isEmpty() && (value instanceof TombstoneValue || tombstoneWhen != null)) {
      problems.at("key").add("is empty, and a tombstone needs a key", "use ${@originator.id}");
    }
    if (partition instanceof PartitionConfig.Expression expression) {
      template(expression.partition(), problems.at("partition").at("partition"));
    }
    charset(keyCharset, problems.at("keyCharset"));
    charset(headers.charset(), problems.at("headers").at("charset"));
    if (!topicFromInbound && problems.count() == 0) {
      List<String> inbound = Template.compile(topic).inboundFields();
      if (!inbound.isEmpty()) {
        problems
            .at("topic")
            .add(
                "reads inbound Kafka metadata: " + String.join(", ", inbound),
                "use another field, or set topicFromInbound");
      }
    }
  }

  private void headers(Problems problems) {
    for (int i = 0; i < headers.fixed().size(); i++) {
      template(headers.fixed().get(i).name(), problems.at("fixed").at(i).at("name"));
      template(headers.fixed().get(i).value(), problems.at("fixed").at(i).at("value"));
    }
    if (headers.from() != null) {
      template(headers.from(), problems.at("from"));
    }
  }

  private static void charset(String name, Problems problems) {
    boolean known;
    try {
      known = Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      // The name is not even legal, which is reported in the same words.
      known = false;
    }
    if (!known) {
      problems.add("'" + name + "' is not a known character set", "use UTF-8");
    }
  }

  private static void template(String text, Problems problems) {
    try {
      Template.compile(text);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage(), "");
    }
  }
}
