package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.kafka.connection.policy.BootstrapServers;
import org.sluiceiot.kafka.connection.policy.ClientProperties;

/** A connection's security and further properties, whether written in fields or pasted. */
record Pasted(SecurityConfig security, Map<String, String> otherProperties) {

  static void check(ConnectionConfig config, Problems problems) {
    if (!present(config)) {
      return;
    }
    Problems at = problems.at("pastedProperties");
    if (!(config.security() instanceof PlaintextSecurity)) {
      at.add("and 'security' are both given", "keep one of the two");
      return;
    }
    read(config, at);
  }

  /** Of a validated configuration. */
  static Pasted of(ConnectionConfig config) {
    return present(config)
        ? read(config, new Problems())
        : new Pasted(config.security(), config.otherProperties());
  }

  private static boolean present(ConnectionConfig config) {
    return config.pastedProperties() != null && !config.pastedProperties().reveal().isBlank();
  }

  private static Pasted read(ConnectionConfig config, Problems problems) {
    Recipe recipe = Recipe.read(lines(config, problems), problems);
    Map<String, String> rest = new HashMap<>(recipe.rest());
    rest.remove("client.id");
    String servers = rest.remove("bootstrap.servers");
    if (servers != null
        && !BootstrapServers.parse(servers, new Problems()).equals(config.servers())) {
      problems
          .at("bootstrap.servers")
          .add("differs from the field 'bootstrapServers'", "write the brokers there");
    }
    ClientProperties.check(rest, problems);
    Map<String, String> others = new HashMap<>(config.otherProperties());
    rest.forEach(others::putIfAbsent);
    return new Pasted(security(recipe.security(), problems), Map.copyOf(others));
  }

  private static SecurityConfig security(ObjectNode json, Problems problems) {
    if (json == null) {
      return new PlaintextSecurity();
    }
    ObjectNode holder = JsonNodeFactory.instance.objectNode();
    holder.set("security", json);
    ConfigReader.Reading<Holder> reading = ConfigReader.tryRead(holder, Holder.class);
    reading.problems().forEach(bad -> problems.at(bad.path()).add(bad.text(), bad.remedy()));
    reading.unknown().forEach(bad -> problems.at(bad.path()).add(bad.text(), bad.remedy()));
    return reading.value() == null ? new PlaintextSecurity() : reading.value().security();
  }

  private static Map<String, String> lines(ConnectionConfig config, Problems problems) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(config.pastedProperties().reveal()));
    } catch (IOException | IllegalArgumentException e) {
      problems.add("are not name=value lines", "paste them as the provider shows them");
    }
    Map<String, String> lines = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
    return lines;
  }

  /** For reading one property by itself. */
  public record Holder(
      @Property(title = "Security", help = "From the text.") SecurityConfig security) {}
}
