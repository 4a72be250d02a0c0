package org.sluiceiot.kafka.connection.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * What a broker tells of its cluster.
 *
 * @param clusterId null on brokers that have none
 * @param clusterOperations bits of {@link org.apache.kafka.common.acl.AclOperation#code}; {@link
 *     #UNKNOWN_OPERATIONS} on old brokers
 */
record ClusterMetadata(
    String clusterId, List<HostPort> nodes, List<Topic> topics, int clusterOperations) {
  static final int UNKNOWN_OPERATIONS = Integer.MIN_VALUE;
  private static final int NEWEST = 8;

  /**
   * @param error Kafka's error code
   * @param operations as {@link ClusterMetadata#clusterOperations}
   */
  record Topic(String name, int error, int partitions, int leaderless, int operations) {}

  static ClusterMetadata ask(Wire wire, int brokersNewest, List<String> topics) throws IOException {
    int version = Math.min(NEWEST, brokersNewest);
    DataInputStream in =
        wire.ask(
            Wire.METADATA,
            version,
            out -> {
              out.writeInt(topics.size());
              for (String topic : topics) {
                Wire.text(out, topic);
              }
              if (version >= 4) {
                out.writeBoolean(false);
              }
              if (version >= 8) {
                out.writeBoolean(true);
                out.writeBoolean(true);
              }
            });
    if (version >= 3) {
      in.readInt();
    }
    List<HostPort> nodes = nodes(in);
    String id = version >= 2 ? Wire.text(in) : null;
    in.readInt();
    List<Topic> answered = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      answered.add(topic(in, version));
    }
    return new ClusterMetadata(
        id, nodes, answered, version >= 8 ? in.readInt() : UNKNOWN_OPERATIONS);
  }

  private static List<HostPort> nodes(DataInputStream in) throws IOException {
    List<HostPort> nodes = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      in.readInt();
      nodes.add(new HostPort(Wire.text(in), in.readInt()));
      Wire.text(in);
    }
    return nodes;
  }

  private static Topic topic(DataInputStream in, int version) throws IOException {
    int error = in.readShort();
    String name = Wire.text(in);
    in.readBoolean();
    int partitions = in.readInt();
    int leaderless = 0;
    for (int i = 0; i < partitions; i++) {
      in.readShort();
      in.readInt();
      leaderless += in.readInt() < 0 ? 1 : 0;
      if (version >= 7) {
        in.readInt();
      }
      for (int list = 0; list < (version >= 5 ? 3 : 2); list++) {
        Wire.exactly(in, 4 * in.readInt());
      }
    }
    int operations = version >= 8 ? in.readInt() : UNKNOWN_OPERATIONS;
    return new Topic(name, error, partitions, leaderless, operations);
  }
}
