package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.kafka.connection.check.CheckRequest;

/** {@code sluice check FILE}: tries a connection layer by layer from the command line. */
final class CheckCommand implements Command {
  private static final String USAGE =
      """
      Usage: sluice check FILE [--read TOPIC]… [--write TOPIC]… [--group NAME]
      Tries a Kafka connection layer by layer; sends no record and joins no group.

        FILE           JSON: a connection ({"bootstrapServers":"host:9092"}), or a configuration
                       that holds one as "connection"
        --read TOPIC   also checks that the topic may be read
        --write TOPIC  also checks that the topic may be written to
        --group NAME   also checks that the consumer group may be used

      Exit code: 0 all is well, 1 a layer fails, 2 wrong usage or a wrong configuration.
      """;
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String description() {
    return "Try a Kafka connection layer by layer";
  }

  @Override
  public int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    String file = null;
    String group = null;
    List<CheckRequest.TopicAccess> topics = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean option = argument.startsWith("--");
      if (option && i + 1 == arguments.size() || !option && file != null) {
        return usage(err);
      }
      switch (argument) {
        case "--read" -> topics.add(new CheckRequest.TopicAccess(arguments.get(++i), false, false));
        case "--write" -> topics.add(new CheckRequest.TopicAccess(arguments.get(++i), true, false));
        case "--group" -> group = arguments.get(++i);
        default -> {
          if (option) {
            return usage(err);
          }
          file = argument;
        }
      }
    }
    return file == null ? usage(err) : check(file, new CheckRequest(topics, group), out, err);
  }

  private static int usage(PrintStream err) {
    err.print(USAGE);
    return 2;
  }

  private static int check(String file, CheckRequest request, PrintStream out, PrintStream err) {
    try {
      ConnectionConfig config = ConfigReader.read(connection(file), ConnectionConfig.class);
      Owner owner = new Owner("check", "check", new TenantId(new UUID(0, 0)), "command-line");
      CheckReport report = new KafkaClients(config, owner, new CommandLineHost()).check(request);
      report.steps().forEach(step -> print(step, out));
      return report.ok() ? 0 : 1;
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        err.println(problem);
      }
      return 2;
    } catch (RuntimeException | LinkageError e) {
      // A fault of this program or of a library: whoever runs the command cannot use its stack.
      err.println("the check itself failed: " + e);
      return 1;
    }
  }

  /**
   * @throws ConfigException the file cannot be read; its contents, which hold secrets, are not told
   */
  private static JsonNode connection(String file) throws ConfigException {
    try {
      JsonNode json = STRICT.readTree(Files.readAllBytes(Path.of(file)));
      return json.has("connection") ? json.get("connection") : json;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new ConfigException(
          "",
          "%s is not JSON: line %d, column %d cannot be read"
              .formatted(file, at.getLineNr(), at.getColumnNr()),
          "");
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new ConfigException("", "there is no file " + file, "check the path");
    } catch (IOException e) {
      throw new ConfigException("", "the file " + file + " cannot be read: " + e.getMessage(), "");
    }
  }

  private static void print(CheckReport.Step step, PrintStream out) {
    out.printf("%-8s %-14s %s%n", step.outcome(), step.layer(), step.text());
    if (!step.hint().isEmpty()) {
      out.printf("%-23s → %s%n", "", step.hint());
    }
  }
}
