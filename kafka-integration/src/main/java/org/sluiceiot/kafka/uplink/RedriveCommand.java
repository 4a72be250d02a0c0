package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.UsageException;
import org.sluiceiot.kafka.connection.CommandFiles;
import org.sluiceiot.kafka.connection.CommandLineHost;
import org.sluiceiot.kafka.connection.KafkaClients;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;
import org.sluiceiot.kafka.uplink.deadletter.DeadLetters;
import org.sluiceiot.kafka.uplink.engine.Subscription;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice redrive}: sends dead letters again, without a host. */
@CommandLine.Command(
    name = "redrive",
    description = {
      "Sends the records of a dead letter topic to the topics they came from.",
      "Each goes without its error headers; how far it came is remembered in the consumer group"
          + " DEAD-LETTER-TOPIC.redrive."
    },
    mixinStandardHelpOptions = true)
public final class RedriveCommand implements Command {
  @Parameters(
      paramLabel = "CONFIG.json",
      description = "Configuration of the kafka-uplink integration, with its secrets.")
  private Path file;

  @Option(
      names = "--topic",
      paramLabel = "DEAD-LETTER-TOPIC",
      description =
          "Dead letter topic; needed when neither failures.deadLetterTopic nor groupId is in the"
              + " configuration.")
  private String topic;

  @Option(names = "--max", paramLabel = "COUNT", description = "How many records at most.")
  private long most = Long.MAX_VALUE;

  @Override
  public boolean run(PrintStream out, PrintStream err) throws ConfigException {
    if (most < 1) {
      throw new UsageException("--max needs a whole number above 0");
    }
    UplinkConfig config = ConfigReader.read(CommandFiles.json(file), UplinkConfig.class);
    try {
      DeadLetters.Redriven done = redrive(config);
      out.println("sent again " + done.sent() + ", passed over " + done.skipped());
      return true;
    } catch (KafkaException e) {
      err.println("the broker did not send or read the records: " + e.getMessage());
      return false;
    }
  }

  private DeadLetters.Redriven redrive(UplinkConfig config) {
    boolean named = config.groupId() != null || config.failures().deadLetterTopic() != null;
    if (topic == null && !named) {
      throw new UsageException(
          "--topic is missing: the configuration names neither failures.deadLetterTopic nor"
              + " groupId");
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
