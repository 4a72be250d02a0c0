package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.kafka.connection.CommandLineHost;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetters;
import org.sluiceiot.kafka.uplink.engine.Subscription;

/** {@code sluice redrive}: sends dead letters again, without a host. */
public final class RedriveCommand implements Command {
  private static final String USAGE =
      """
      usage: sluice redrive CONFIG.json [--topic DEAD-LETTER-TOPIC] [--max COUNT]
        CONFIG.json  configuration of the kafka-uplink integration, with its secrets
        --topic      dead letter topic; needed when neither failures.deadLetterTopic nor groupId
                     is in the configuration
        --max        how many records at most
      Sends each record to the topic it came from, without its error headers, and remembers how
      far it came in the consumer group DEAD-LETTER-TOPIC.redrive.""";

  @Override
  public String name() {
    return "redrive";
  }

  @Override
  public String description() {
    return "Sends the records of a dead letter topic to the topics they came from";
  }

  @Override
  public int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.println(USAGE);
      return 0;
    }
    try {
      RedriveArguments parsed = RedriveArguments.parse(arguments);
      JsonNode json = new ObjectMapper().readTree(Files.readString(Path.of(parsed.file())));
      DeadLetters.Redriven done =
          redrive(ConfigReader.read(json, UplinkConfig.class), parsed.topic(), parsed.most());
      out.println("sent again " + done.sent() + ", passed over " + done.skipped());
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (ConfigException | IOException e) {
      err.println("the configuration cannot be used: " + e.getMessage());
      return 2;
    } catch (KafkaException e) {
      err.println("the broker did not do it: " + e.getMessage());
      return 1;
    }
  }

  private static DeadLetters.Redriven redrive(UplinkConfig config, String topic, long most) {
    boolean named = config.groupId() != null || config.failures().deadLetterTopic() != null;
    if (topic == null && !named) {
      throw new IllegalArgumentException("--topic is missing");
    }
    Owner owner = new Owner("redrive", "redrive", new TenantId(new UUID(0, 0)), "command-line");
    // Groups are named as they are written: there is no tenant to keep apart.
    Host host =
        new CommandLineHost(JsonNodeFactory.instance.objectNode().put("prefixGroups", false));
    KafkaClients clients = new KafkaClients(config.connection(), owner, host);
    Subscription subscription = new Subscription(config, owner, clients::groupId);
    String from = topic == null ? subscription.deadLetterTopic() : topic;
    return new DeadLetters(clients, from, from).redrive(most, subscription::reads);
  }
}
