package org.sluiceiot.kafka.connection.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.check.CheckReport.Step;
import org.sluiceiot.kafka.connection.policy.HostPort;

/** Tells what a cluster's metadata says about rights, topics and brokers. */
final class ClusterReport {
  private static final int UNKNOWN_TOPIC = 3;
  private static final int INVALID_TOPIC = 17;
  private static final int TOPIC_DENIED = 29;

  private final Dialer dialer;
  private final ClusterRules rules;
  private final CheckRequest request;

  ClusterReport(Dialer dialer, ClusterRules rules, CheckRequest request) {
    this.dialer = dialer;
    this.rules = rules;
    this.request = request;
  }

  List<Step> authorisation(ClusterMetadata metadata) {
    int operations = metadata.clusterOperations();
    if (operations == ClusterMetadata.UNKNOWN_OPERATIONS) {
      return List.of(
          step(Layer.AUTHORISATION, Outcome.WARNING, "this broker does not tell rights", ""));
    }
    return List.of(
        operations == 0
            ? step(
                Layer.AUTHORISATION,
                Outcome.WARNING,
                "this login may not describe the cluster, so its rights there are not known",
                "nothing to do, unless topics are to be created")
            : step(Layer.AUTHORISATION, Outcome.OK, "this login may describe the cluster", ""));
  }

  List<Step> topics(ClusterMetadata metadata) {
    List<Step> steps = new ArrayList<>();
    for (CheckRequest.TopicAccess wanted : request.topics()) {
      metadata.topics().stream()
          .filter(topic -> wanted.name().equals(topic.name()))
          .findFirst()
          .ifPresent(topic -> steps.add(topic(wanted, topic)));
    }
    return steps;
  }

  private static Step topic(CheckRequest.TopicAccess wanted, ClusterMetadata.Topic topic) {
    String name = "topic '" + wanted.name() + "'";
    return topic.error() == 0 ? present(wanted, topic, name) : unusable(wanted, topic, name);
  }

  private static Step unusable(
      CheckRequest.TopicAccess wanted, ClusterMetadata.Topic topic, String name) {
    return switch (topic.error()) {
      case UNKNOWN_TOPIC ->
          step(
              Layer.TOPIC,
              wanted.mayBeMissing() ? Outcome.WARNING : Outcome.FAILED,
              name + " does not exist, or this login may not see it",
              "create it, or check the spelling");
      case TOPIC_DENIED -> denied(wanted, name);
      case INVALID_TOPIC ->
          step(
              Layer.TOPIC,
              Outcome.FAILED,
              name + " is not a valid name",
              "use letters, digits, '.', '_' and '-'");
      default ->
          step(
              Layer.TOPIC,
              Outcome.WARNING,
              name + " is not available now (error " + topic.error() + ")",
              "check the cluster's health");
    };
  }

  private static Step present(
      CheckRequest.TopicAccess wanted, ClusterMetadata.Topic topic, String name) {
    if (!permits(topic.operations(), wanted.write() ? AclOperation.WRITE : AclOperation.READ)) {
      return denied(wanted, name);
    }
    return topic.leaderless() > 0
        ? step(
            Layer.TOPIC,
            Outcome.WARNING,
            "%s has %d of %d partitions without a leader"
                .formatted(name, topic.leaderless(), topic.partitions()),
            "check the cluster's health")
        : step(
            Layer.TOPIC,
            Outcome.OK,
            "%s has %d partitions, and this login may %s it"
                .formatted(name, topic.partitions(), right(wanted)),
            "");
  }

  private static Step denied(CheckRequest.TopicAccess wanted, String name) {
    return step(
        Layer.TOPIC,
        Outcome.FAILED,
        "this login may not " + right(wanted) + " " + name,
        "grant it " + (wanted.write() ? "WRITE" : "READ") + " on the topic");
  }

  private static String right(CheckRequest.TopicAccess wanted) {
    return wanted.write() ? "write to" : "read";
  }

  static boolean permits(int operations, AclOperation operation) {
    return operations == ClusterMetadata.UNKNOWN_OPERATIONS
        || (operations & 1 << operation.code()) != 0;
  }

  List<Step> cluster(ClusterMetadata metadata) {
    List<Step> steps = new ArrayList<>();
    try {
      rules.check(metadata.clusterId(), metadata.nodes());
    } catch (LayerException e) {
      return List.of(step(e.layer(), Outcome.FAILED, e.getMessage(), e.hint()));
    }
    for (HostPort node : metadata.nodes()) {
      try {
        dialer.connect(node, dialer.resolve(node)).close();
      } catch (LayerException e) {
        steps.add(
            step(
                Layer.CLUSTER,
                Outcome.FAILED,
                "the cluster advertises a broker at " + node + ", but " + e.getMessage(),
                "set the broker's advertised.listeners to an address that is reachable from here"));
      } catch (IOException e) {
        // Closing a connection that nothing was sent on: it did open.
        continue;
      }
    }
    if (steps.isEmpty()) {
      steps.add(
          step(
              Layer.CLUSTER,
              Outcome.OK,
              "cluster %s, %d brokers".formatted(metadata.clusterId(), metadata.nodes().size()),
              ""));
    }
    return steps;
  }

  private static Step step(Layer layer, Outcome outcome, String text, String hint) {
    return new Step(layer.toString(), outcome, text, hint);
  }
}
