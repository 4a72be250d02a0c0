package org.sluiceiot.api.plugin;

import java.util.List;
import java.util.function.Supplier;
import org.sluiceiot.api.node.RuleNode;

/**
 * A kind of rule node.
 *
 * @param type unique and stable, such as {@code kafka-downlink}; also names the form description
 *     {@code descriptors/<type>.json} in the plugin jar
 * @param name for people
 * @param description one sentence
 * @param version of the configuration; starts at 1
 * @param config the record that declares the configuration
 * @param relations that the node may complete a message with, besides {@code Failure}
 * @param factory makes one instance per node and configuration
 */
public record NodeType(
    String type,
    String name,
    String description,
    int version,
    Class<? extends Record> config,
    List<String> relations,
    Supplier<RuleNode> factory) {
  public NodeType {
    relations = List.copyOf(relations);
  }
}
