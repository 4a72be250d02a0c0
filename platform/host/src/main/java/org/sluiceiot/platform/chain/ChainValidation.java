package org.sluiceiot.platform.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.plugin.Catalog;
import org.sluiceiot.platform.plugin.ConfigProblems;
import org.sluiceiot.platform.plugin.NodeChoice;
import org.sluiceiot.platform.plugin.StoredConfigs;
import org.sluiceiot.platform.secret.ConfigSecrets;
import org.sluiceiot.platform.secret.SecretOwner;

/** Checks the nodes of a document against what a tenant may use, and keeps its secrets. */
record ChainValidation(Catalog catalog, StoredConfigs configs) {

  /**
   * @throws ConfigException all problems, each at its node
   */
  void validate(TenantId tenant, ChainDocument document) throws ConfigException {
    forStore(tenant, document, null);
  }

  /**
   * A document that was checked.
   *
   * @param kept for the database: secrets encrypted
   * @param clear configurations for the plugins by node id: secrets in the clear
   */
  record Checked(ChainDocument kept, Map<String, JsonNode> clear) {}

  /**
   * For storing, and then for use.
   *
   * @param before the stored document, for placeholders; or null
   * @throws ConfigException all problems, each at its node
   */
  Checked forStore(TenantId tenant, ChainDocument document, ChainDocument before)
      throws ConfigException {
    Map<String, ChainDocument.Node> known = new HashMap<>();
    if (before != null) {
      before.nodes().forEach(node -> known.put(node.id(), node));
    }
    List<Problem> problems = new ArrayList<>();
    List<ChainDocument.Node> nodes = new ArrayList<>();
    Map<String, JsonNode> clear = new HashMap<>();
    for (int i = 0; i < document.nodes().size(); i++) {
      String at = "document.nodes[" + i + "]";
      ChainDocument.Node node = document.nodes().get(i);
      try {
        nodes.add(check(tenant, node, known.get(node.id()), clear));
      } catch (ConfigException e) {
        problems.addAll(ConfigProblems.within(e, at, at + ".config"));
      }
    }
    checkRelations(tenant, document, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Checked(document.withNodes(nodes), clear);
  }

  private ChainDocument.Node check(
      TenantId tenant,
      ChainDocument.Node node,
      ChainDocument.Node before,
      Map<String, JsonNode> clear)
      throws ConfigException {
    NodeChoice choice = catalog.node(tenant, node.type());
    int version = node.version() == 0 ? choice.version() : node.version();
    JsonNode stored = before != null && before.type().equals(node.type()) ? before.config() : null;
    StoredConfigs.Checked checked =
        configs.forStore(SecretOwner.node(tenant), choice, version, node.config(), stored);
    clear.put(node.id(), checked.clear());
    return node.with(version, checked.kept());
  }

  private void checkRelations(TenantId tenant, ChainDocument document, List<Problem> problems) {
    Map<String, List<String>> relations = new HashMap<>();
    for (ChainDocument.Node node : document.nodes()) {
      try {
        relations.put(node.id(), catalog.node(tenant, node.type()).type().relations());
      } catch (ConfigException e) {
        // Reported at the node already; its relations are not known.
        continue;
      }
    }
    for (int i = 0; i < document.connections().size(); i++) {
      ChainDocument.Connection connection = document.connections().get(i);
      List<String> known = relations.get(connection.from());
      String relation = connection.relation();
      if (known != null && !known.contains(relation) && !relation.equals("Failure")) {
        problems.add(
            new Problem(
                "document.connections[" + i + "].relation",
                "'" + relation + "' is not an outcome of the node",
                "use one of " + String.join(", ", known) + ", Failure"));
      }
    }
  }

  /** The document as users may see it. */
  ChainDocument shown(TenantId tenant, ChainDocument document) {
    List<ChainDocument.Node> nodes = new ArrayList<>();
    for (ChainDocument.Node node : document.nodes()) {
      nodes.add(node.with(node.version(), hidden(tenant, node)));
    }
    return document.withNodes(nodes);
  }

  private JsonNode hidden(TenantId tenant, ChainDocument.Node node) {
    try {
      return configs.shown(catalog.node(tenant, node.type()), node.config());
    } catch (ConfigException e) {
      // Without the plugin it cannot be known what is secret, only what is encrypted.
      return ConfigSecrets.hideEncrypted(node.config());
    }
  }
}
