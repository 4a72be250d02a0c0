package org.sluiceiot.platform.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.SettingsDocument;
import org.sluiceiot.descriptors.Described;
import org.sluiceiot.descriptors.DescriptorValidator;
import org.sluiceiot.descriptors.Descriptors;

/**
 * Checks configurations against their type's form description and against the record that declares
 * them. Safe for any thread.
 */
public final class ConfigRules {
  /** One per record class, of which each plugin's class loader has its own. */
  private final Map<Class<?>, DescriptorValidator> validators = new ConcurrentHashMap<>();

  /**
   * @param config of the type's current version, secrets in the clear
   * @throws ConfigException all problems, each at its property
   */
  public void require(NodeChoice choice, JsonNode config) throws ConfigException {
    require(Described.of(choice.type()), choice.descriptor(), config);
  }

  /** As {@link #require(NodeChoice, JsonNode)}. */
  public void require(IntegrationChoice choice, JsonNode config) throws ConfigException {
    require(Described.of(choice.type()), choice.descriptor(), config);
  }

  /** As {@link #require(NodeChoice, JsonNode)}, for the operator's settings of a plugin. */
  public void requireSettings(List<Class<? extends Record>> parts, JsonNode config)
      throws ConfigException {
    List<Problem> problems = SettingsDocument.problems(config, parts);
    require(problems, parts.get(0), Descriptors.settings(parts), config);
  }

  private void require(Described described, JsonNode descriptor, JsonNode config)
      throws ConfigException {
    requireSameVersion(described, descriptor);
    var reading = ConfigReader.tryRead(config, described.config());
    List<Problem> problems = new ArrayList<>(reading.problems());
    problems.addAll(reading.unknown());
    require(problems, described.config(), descriptor, config);
  }

  private void require(List<Problem> read, Class<?> type, JsonNode descriptor, JsonNode config)
      throws ConfigException {
    List<Problem> problems = new ArrayList<>(read);
    // The reader's words are the better ones; of the schema's only what the reader did not see.
    validators
        .computeIfAbsent(type, unused -> new DescriptorValidator(descriptor))
        .validate(config)
        .stream()
        .filter(problem -> read.stream().noneMatch(other -> related(problem, other)))
        .forEach(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** A jar whose parts do not belong together would show one form and read another. */
  private static void requireSameVersion(Described described, JsonNode descriptor)
      throws ConfigException {
    String type = descriptor.path("x-type").asText();
    int version = descriptor.path("x-version").asInt();
    if (!type.equals(described.type()) || version != described.version()) {
      throw new ConfigException(
          "",
          "the plugin's description is of '%s' version %d, its code of '%s' version %d"
              .formatted(type, version, described.type(), described.version()),
          "install a plugin jar that was built as a whole");
    }
    if (descriptor.path("x-format").asInt() > Descriptors.FORMAT) {
      throw new ConfigException(
          "", "the plugin's description has a newer format than this host", "use a newer host");
    }
  }

  /** Whether two problems are about the same property or one about a part of the other. */
  private static boolean related(Problem one, Problem other) {
    return within(one.path(), other.path()) || within(other.path(), one.path());
  }

  private static boolean within(String part, String whole) {
    return part.equals(whole)
        || !whole.isEmpty() && (part.startsWith(whole + ".") || part.startsWith(whole + "["));
  }
}
