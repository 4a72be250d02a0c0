package org.sluiceiot.kafka.connection.policy;

import static org.sluiceiot.kafka.connection.policy.Bounds.choice;
import static org.sluiceiot.kafka.connection.policy.Bounds.number;
import static org.sluiceiot.kafka.connection.policy.Bounds.text;

/** The client properties that a tenant may write, each with its bounds. */
final class AllowedProperties {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private AllowedProperties() {}

  static void addTo(ClientProperties.Allow allow) {
    sending(allow);
    receiving(allow);
    network(allow);
  }

  private static void sending(ClientProperties.Allow allow) {
    allow.add("acks", choice("all", "-1", "1", "0"));
    allow.add("batch.size", number(0, 8 * MIB));
    allow.add("buffer.memory", number(MIB, 1024 * MIB));
    allow.add("compression.gzip.level", number(-1, 9));
    allow.add("compression.lz4.level", number(1, 17));
    allow.add("compression.type", choice("none", "gzip", "snappy", "lz4", "zstd"));
    allow.add("compression.zstd.level", number(-7, 22));
    allow.add("delivery.timeout.ms", number(SECOND, HOUR));
    allow.add("linger.ms", number(0, MINUTE));
    allow.add("max.block.ms", number(0, MINUTE));
    allow.add("max.in.flight.requests.per.connection", number(1, 5));
    allow.add("max.request.size", number(KIB, 64 * MIB));
    allow.add("metadata.max.idle.ms", number(5 * SECOND, HOUR));
    allow.add("partitioner.adaptive.partitioning.enable", choice("true", "false"));
    allow.add("partitioner.availability.timeout.ms", number(0, MINUTE));
    allow.add("partitioner.rack.aware", choice("true", "false"));
  }

  private static void receiving(ClientProperties.Allow allow) {
    allow.add("auto.offset.reset", choice("earliest", "latest", "none"));
    allow.add("check.crcs", choice("true", "false"));
    allow.add("fetch.max.bytes", number(KIB, 128 * MIB));
    allow.add("fetch.max.wait.ms", number(0, MINUTE));
    allow.add("fetch.min.bytes", number(1, 16 * MIB));
    allow.add("heartbeat.interval.ms", number(100, 10 * MINUTE));
    allow.add("isolation.level", choice("read_committed", "read_uncommitted"));
    allow.add("max.partition.fetch.bytes", number(KIB, 64 * MIB));
    allow.add("max.poll.interval.ms", number(SECOND, 24 * HOUR));
    allow.add("max.poll.records", number(1, 100_000));
    allow.add("session.timeout.ms", number(SECOND, 30 * MINUTE));
  }

  private static void network(ClientProperties.Allow allow) {
    // The other choice connects to names from reverse DNS, which the address check never sees.
    allow.add("client.dns.lookup", choice("use_all_dns_ips"));
    allow.add("client.rack", text("[A-Za-z0-9._-]{1,128}", "letters, digits, '.', '_' or '-'"));
    allow.add("connections.max.idle.ms", number(10 * SECOND, 2 * HOUR));
    allow.add("default.api.timeout.ms", number(SECOND, 5 * MINUTE));
    allow.add("metadata.max.age.ms", number(SECOND, HOUR));
    allow.add("metadata.recovery.rebootstrap.trigger.ms", number(SECOND, HOUR));
    allow.add("metadata.recovery.strategy", choice("none", "rebootstrap"));
    allow.add("receive.buffer.bytes", number(-1, 16 * MIB));
    allow.add("reconnect.backoff.max.ms", number(10, 10 * MINUTE));
    allow.add("reconnect.backoff.ms", number(10, MINUTE));
    allow.add("request.timeout.ms", number(SECOND, 5 * MINUTE));
    allow.add("retry.backoff.max.ms", number(10, 10 * MINUTE));
    allow.add("retry.backoff.ms", number(10, MINUTE));
    allow.add("send.buffer.bytes", number(-1, 16 * MIB));
    allow.add("socket.connection.setup.timeout.max.ms", number(SECOND, 5 * MINUTE));
    allow.add("socket.connection.setup.timeout.ms", number(SECOND, MINUTE));
    allow.add(
        "ssl.enabled.protocols",
        text("TLSv1\\.[23](\\s*,\\s*TLSv1\\.[23])?", "TLSv1.2, TLSv1.3 or both"));
  }
}
