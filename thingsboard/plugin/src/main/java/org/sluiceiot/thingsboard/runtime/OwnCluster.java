package org.sluiceiot.thingsboard.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluiceiot.api.config.Problem;

/**
 * The Kafka cluster that carries ThingsBoard's own queues, as the server's environment names it: no
 * tenant has business there. It is known by its addresses alone, so the operator's denied clusters,
 * which go by the cluster's id, are the stronger rule. Immutable.
 *
 * @param servers as {@code host:port} in lower case; empty when ThingsBoard has no such cluster
 */
record OwnCluster(Set<String> servers) {
  private static final String QUEUE = "TB_QUEUE_TYPE";
  private static final String SERVERS = "TB_KAFKA_SERVERS";

  /** What ThingsBoard uses where its environment names no servers. */
  private static final String USUAL = "localhost:9092";

  private static final String PROPERTY = "bootstrapServers";

  static OwnCluster of(Map<String, String> environment) {
    boolean kafka = "kafka".equalsIgnoreCase(environment.getOrDefault(QUEUE, "").strip());
    return new OwnCluster(kafka ? split(environment.getOrDefault(SERVERS, USUAL)) : Set.of());
  }

  private static Set<String> split(String servers) {
    return Arrays.stream(servers.split(","))
        .map(server -> server.strip().toLowerCase(Locale.ROOT))
        .filter(server -> !server.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Every place of a configuration that names one of its addresses. */
  List<Problem> problems(JsonNode config) {
    List<Problem> problems = new ArrayList<>();
    look("", config, problems);
    return problems;
  }

  private void look(String path, JsonNode node, List<Problem> problems) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        look(at, value, problems);
      } else if (entry.getKey().equals(PROPERTY) && names(value.asText())) {
        problems.add(
            new Problem(
                at,
                "names the Kafka cluster that carries ThingsBoard's own queues",
                "use another cluster, or ask the operator for "
                    + Policy.ALLOW_OWN_CLUSTER
                    + "=true"));
      }
    }
  }

  private boolean names(String text) {
    return split(text).stream().anyMatch(servers::contains);
  }
}
