package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice check FILE}: tries a connection layer by layer from the command line. */
@CommandLine.Command(
    name = "check",
    description = "Tries a Kafka connection layer by layer; sends no record and joins no group.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Command {
  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON: a connection ({\"bootstrapServers\":\"host:9092\"}), or a configuration that holds"
              + " one as \"connection\".")
  private Path file;

  @Option(
      names = "--read",
      paramLabel = "TOPIC",
      description = "Also checks that the topic may be read; may be repeated.")
  private List<String> read = List.of();

  @Option(
      names = "--write",
      paramLabel = "TOPIC",
      description = "Also checks that the topic may be written to; may be repeated.")
  private List<String> write = List.of();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Also checks that the consumer group may be used.")
  private String group;

  @Override
  public boolean run(PrintStream out, PrintStream err) throws ConfigException {
    List<CheckRequest.TopicAccess> topics = new ArrayList<>();
    read.forEach(topic -> topics.add(new CheckRequest.TopicAccess(topic, false, false)));
    write.forEach(topic -> topics.add(new CheckRequest.TopicAccess(topic, true, false)));
    JsonNode json = CommandFiles.json(file);
    ConnectionConfig config =
        ConfigReader.read(
            json.has("connection") ? json.get("connection") : json, ConnectionConfig.class);
    Owner owner = new Owner("check", "check", new TenantId(new UUID(0, 0)), "command-line");
    CheckReport report =
        new KafkaClients(config, owner, new CommandLineHost())
            .check(new CheckRequest(topics, group));
    report.steps().forEach(step -> print(step, out));
    return report.ok();
  }

  private static void print(CheckReport.Step step, PrintStream out) {
    out.printf("%-8s %-14s %s%n", step.outcome(), step.layer(), step.text());
    if (!step.hint().isEmpty()) {
      out.printf("%-23s → %s%n", "", step.hint());
    }
  }
}
