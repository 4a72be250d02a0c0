package org.sluiceiot.kafka.downlink.record;

import java.nio.charset.Charset;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.kafka.connection.policy.TenantBudget;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.TombstoneConfig;
import org.sluiceiot.kafka.downlink.template.MessageView;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.value.RenderException;
import org.sluiceiot.kafka.downlink.value.TextEncoding;
import org.sluiceiot.kafka.downlink.value.ValueWriter;
import org.sluiceiot.kafka.downlink.value.WholeNumber;

/** Makes records of messages by a configuration compiled once. Safe for any thread. */
public final class RecordBuilder implements AutoCloseable {
  private static final String EVENT_TIME = "${@time}";

  private final Template key;
  private final TextEncoding keyEncoding;
  private final Charset keyCharset;
  private final Template timestamp;
  private final boolean eventTime;
  private final ValueWriter value;
  private final TombstoneConfig tombstones;
  private final HeaderBuilder headers;
  private final PartitionRule partition;
  private final Topics topics;

  /**
   * @param budget what the tenant's nodes may use together
   */
  public RecordBuilder(DownlinkConfig config, Owner self, TenantBudget budget) {
    keyCharset = Charset.forName(config.keyCharset());
    key = Template.escaping(config.key());
    keyEncoding = config.keyEncoding();
    timestamp = Template.compile(config.timestamp());
    eventTime = config.timestamp().equals(EVENT_TIME);
    value = config.value().compile(self);
    tombstones = config.tombstoneWhen();
    headers = new HeaderBuilder(config.headers());
    partition = PartitionRule.of(config.partition());
    topics = new Topics(Template.compile(config.topic()), config.maxTopics(), budget);
  }

  /**
   * @throws RenderException the message cannot become a record
   * @throws org.sluiceiot.kafka.downlink.template.UnresolvedFieldException the message lacks a
   *     field
   */
  public Draft build(RuleMessage message) {
    MessageView view = new MessageView(message);
    String topic = topics.of(view);
    byte[] keyBytes = key(view);
    byte[] valueBytes = tombstones != null && tombstones.takes(message) ? null : value.write(view);
    if (valueBytes == null && keyBytes == null) {
      throw new RenderException("a tombstone needs a key, and this message's key is empty");
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, null, time(view), keyBytes, valueBytes);
    int size = headers.addTo(record.headers(), view) + length(keyBytes) + length(valueBytes);
    return new Draft(record, partition.route(view), size);
  }

  /** Gives the topics back to the tenant's budget. */
  @Override
  public void close() {
    topics.close();
  }

  private byte[] key(MessageView view) {
    if (key.isEmpty()) {
      return null;
    }
    String text = key.render(view);
    return text.isEmpty() ? null : keyEncoding.encode(text, keyCharset);
  }

  private Long time(MessageView view) {
    if (eventTime) {
      return Math.max(0, view.message().timestamp().toEpochMilli());
    }
    if (timestamp.isEmpty()) {
      return null;
    }
    String text = timestamp.render(view);
    try {
      long millis = WholeNumber.floor(text);
      if (millis >= 0) {
        return millis;
      }
    } catch (NumberFormatException e) {
      throw new RenderException("timestamp '" + text + "' is not milliseconds since 1970");
    }
    throw new RenderException("timestamp " + text + " is before 1970");
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
