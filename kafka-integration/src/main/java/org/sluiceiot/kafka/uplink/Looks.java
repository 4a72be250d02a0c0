package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.kafka.connection.ConnectionConfig;
import org.sluiceiot.kafka.connection.ConnectionPolicy;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.connection.browse.BrokerErrors;
import org.sluiceiot.kafka.connection.browse.BrowsedRecord;
import org.sluiceiot.kafka.connection.browse.LastRecords;
import org.sluiceiot.kafka.connection.browse.TopicList;
import org.sluiceiot.kafka.connection.browse.TopicSummary;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.SourceRecord;
import org.sluiceiot.kafka.decode.dryrun.RecordForm;
import org.sluiceiot.kafka.decode.propose.MappingProposal;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetterJson;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetters;
import org.sluiceiot.kafka.uplink.engine.Subscription;

/**
 * Looks at a cluster and its records from a configuration that somebody is still writing; each
 * blocks for at most some thirty seconds and closes its clients. {@code topics}, {@code records}
 * and {@code propose} need a right {@code connection} at most, {@code dead-letters} and {@code
 * redrive} the whole configuration. For one thread.
 */
final class Looks {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_TOPICS = 500;
  private static final int MOST_RECORDS = 50;
  private static final int MOST_REDRIVEN = 1_000;

  private final IntegrationContext context;
  private final JsonNode config;

  Looks(IntegrationContext context, JsonNode config) {
    this.context = context;
    this.config = config;
  }

  /**
   * As {@link org.sluiceiot.api.integration.Integration#explore}: {@code topics} takes {@code
   * search}; {@code records} takes {@code topic} and {@code count}; {@code propose} takes {@code
   * record} as a dry run does; {@code dead-letters} takes {@code count}; {@code redrive} takes
   * {@code max}.
   */
  JsonNode run(String name, JsonNode arguments) throws ConfigException {
    return switch (name) {
      case "topics" -> topics(arguments.path("search").asText(""));
      case "records" -> records(arguments);
      case "propose" -> propose(arguments.path("record"));
      case "dead-letters" -> deadLetters(arguments);
      case "redrive" -> redrive(arguments);
      default -> throw new IllegalArgumentException("unknown look '" + name + "'");
    };
  }

  /** What talks to a cluster. */
  private interface Talk {
    JsonNode with(KafkaClients clients);
  }

  private JsonNode talk(ConnectionConfig connection, Talk talk) throws ConfigException {
    ConnectionPolicy.check(connection, context.host(), "connection");
    KafkaClients clients = new KafkaClients(connection, context.self(), context.host());
    try {
      return talk.with(clients);
    } catch (KafkaException e) {
      throw new IllegalArgumentException(BrokerErrors.text(e, clients.redaction()), e);
    }
  }

  private ConnectionConfig connection() throws ConfigException {
    try {
      return ConfigReader.read(config.path("connection"), ConnectionConfig.class);
    } catch (ConfigException e) {
      List<Problem> problems = new ArrayList<>();
      for (Problem problem : e.problems()) {
        String path = problem.path().isEmpty() ? "connection" : "connection." + problem.path();
        problems.add(new Problem(path, problem.text(), problem.remedy()));
      }
      throw new ConfigException(problems);
    }
  }

  private JsonNode topics(String search) throws ConfigException {
    return talk(
        connection(),
        clients -> {
          TopicList list = TopicList.of(clients, search, MOST_TOPICS);
          ObjectNode answer = JSON.objectNode();
          ArrayNode topics = answer.putArray("topics");
          for (TopicSummary topic : list.topics()) {
            topics
                .addObject()
                .put("name", topic.name())
                .put("partitions", topic.partitions())
                .put("records", topic.records())
                .put("newest", topic.newest());
          }
          return answer.put("truncated", list.truncated());
        });
  }

  private JsonNode records(JsonNode arguments) throws ConfigException {
    String topic = arguments.path("topic").asText("").strip();
    if (topic.isEmpty() || topic.length() > 249) {
      throw new ConfigException("topic", "is missing", "give the name of a topic");
    }
    int count = number(arguments, "count", 10, MOST_RECORDS);
    return talk(
        connection(),
        clients -> {
          LastRecords last = LastRecords.of(clients, topic, count);
          ObjectNode answer = JSON.objectNode();
          ArrayNode records = answer.putArray("records");
          last.records().forEach(record -> records.add(json(record)));
          return answer.put("complete", last.complete());
        });
  }

  /** As {@link RecordForm} reads it; {@code omitted} where a part is left out. */
  private static ObjectNode json(BrowsedRecord record) {
    List<SourceRecord.Header> headers =
        record.headers().stream()
            .map(header -> new SourceRecord.Header(header.name(), header.value()))
            .toList();
    ObjectNode json =
        RecordForm.write(
            new SourceRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                headers,
                record.timestamp() < 0 ? null : Instant.ofEpochMilli(record.timestamp()),
                "create"));
    if (record.omitted()) {
      json.put("omitted", true);
    }
    return json;
  }

  private static JsonNode propose(JsonNode record) throws ConfigException {
    try {
      ObjectNode answer = JSON.objectNode();
      answer.set("decoder", MappingProposal.of(RecordForm.read(record)));
      return answer;
    } catch (DecodeException e) {
      throw new ConfigException("record", e.getMessage(), "choose another decoder");
    }
  }

  private JsonNode deadLetters(JsonNode arguments) throws ConfigException {
    int count = number(arguments, "count", 20, MOST_RECORDS);
    UplinkConfig whole = ConfigReader.read(config, UplinkConfig.class);
    return talk(
        whole.connection(),
        clients -> {
          Subscription subscription = new Subscription(whole, context.self(), clients::groupId);
          String topic = subscription.deadLetterTopic();
          ObjectNode answer = JSON.objectNode().put("topic", topic);
          ArrayNode letters = answer.putArray("letters");
          new DeadLetters(clients, topic, subscription.groupId())
              .last(count)
              .forEach(letter -> letters.add(DeadLetterJson.of(letter)));
          return answer;
        });
  }

  private JsonNode redrive(JsonNode arguments) throws ConfigException {
    int most = number(arguments, "max", MOST_REDRIVEN, MOST_REDRIVEN);
    UplinkConfig whole = ConfigReader.read(config, UplinkConfig.class);
    return talk(
        whole.connection(),
        clients -> {
          Subscription subscription = new Subscription(whole, context.self(), clients::groupId);
          DeadLetters.Redriven done =
              new DeadLetters(clients, subscription.deadLetterTopic(), subscription.groupId())
                  .redrive(most, subscription::reads);
          return JSON.objectNode().put("sent", done.sent()).put("skipped", done.skipped());
        });
  }

  private static int number(JsonNode arguments, String name, int otherwise, int most)
      throws ConfigException {
    JsonNode given = arguments.path(name);
    if (given.isMissingNode() || given.isNull()) {
      return otherwise;
    }
    if (!given.canConvertToInt() || given.asInt() < 1 || given.asInt() > most) {
      throw new ConfigException(name, "must be a whole number from 1 to " + most, "");
    }
    return given.asInt();
  }
}
