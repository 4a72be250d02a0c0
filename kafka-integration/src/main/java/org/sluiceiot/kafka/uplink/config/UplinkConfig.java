package org.sluiceiot.kafka.uplink.config;

import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.decode.DecoderConfig;
import org.sluiceiot.kafka.decode.formats.Formats;
import org.sluiceiot.kafka.decode.record.RecordFormat;
import org.sluiceiot.kafka.guard.GuardConfig;

/** Configuration of the integration {@code kafka-uplink}. */
public record UplinkConfig(
    @Property(title = "Connection", help = "How to reach the cluster.", group = "Connection")
        ConnectionConfig connection,
    @Property(
            title = "Topics",
            help =
                "Names of topics to read. Or single partitions, as topic:partition or"
                    + " topic:partition:offset, which are then read without sharing them in a"
                    + " group.",
            optional = true,
            max = "1000",
            group = "Subscription")
        List<String> topics,
    @Property(
            title = "Topic pattern",
            help = "Regular expression that names of topics must match as a whole.",
            optional = true,
            max = "1000",
            group = "Subscription")
        String topicPattern,
    @Property(
            title = "Excluded topics",
            help = "Regular expression of topics that the pattern must not bring in.",
            optional = true,
            max = "1000",
            group = "Subscription",
            advanced = true)
        String topicExclude,
    @Property(
            title = "Consumer group",
            help =
                "Members of one group share the partitions; empty for one made of tenant and id.",
            optional = true,
            max = "249",
            group = "Subscription")
        String groupId,
    @Property(
            title = "Start at",
            help =
                "Where to begin when the group has read nothing yet: earliest, latest, a time"
                    + " (2026-01-31T00:00:00Z), a duration back (1h), or committed, which waits"
                    + " for offsets that somebody else commits.",
            defaultValue = "earliest",
            group = "Subscription")
        String startAt,
    @Property(
            title = "Decoder",
            help = "Turns a record into devices and assets; a route may bring its own.",
            defaultValue = "{\"type\": \"thingsboard\"}",
            group = "Decoding",
            variants = Formats.class)
        DecoderConfig decoder,
    @Property(
            title = "Routes",
            help =
                "Tried in order, the first whose filter matches takes the record; a record that"
                    + " none takes is ignored. Empty: one route for all.",
            optional = true,
            max = "100",
            group = "Decoding")
        List<RouteConfig> routes,
    @Property(
            title = "Record",
            help = "How keys and values are read before filters and decoders see them.",
            defaultValue = "{}",
            group = "Decoding",
            advanced = true)
        RecordFormat record,
    @Property(
            title = "Metadata",
            help =
                "Pairs for decoders and rule chains; ${.topic}, ${.key} or ${.headers.NAME} in a"
                    + " value stand for the record's.",
            optional = true,
            max = "100",
            group = "Decoding",
            advanced = true)
        Map<String, String> metadata,
    @Property(
            title = "Entities",
            help = "What may happen to devices and assets.",
            defaultValue = "{}",
            group = "Entities")
        EntityConfig entities,
    @Property(
            title = "Processing",
            help = "Order, workers and limits.",
            defaultValue = "{}",
            group = "Processing",
            advanced = true)
        ProcessingConfig processing,
    @Property(
            title = "Commit",
            help = "When progress is stored in Kafka.",
            defaultValue = "{}",
            group = "Processing",
            advanced = true)
        CommitConfig commit,
    @Property(
            title = "Failures",
            help = "What becomes of records that fail.",
            defaultValue = "{}",
            group = "Failures")
        FailureConfig failures,
    @Property(
            title = "Rates",
            help = "How much is let through.",
            defaultValue = "{}",
            group = "Rates",
            advanced = true)
        RateConfig rates,
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
    SubscriptionCheck.check(this, problems);
  }
}
