package org.sluiceiot.kafka.guard;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.sluiceiot.kafka.guard.GuardCounters.Kind;
import org.sluiceiot.kafka.guard.path.Path;
import org.sluiceiot.kafka.guard.path.PathHeader;

/**
 * Looks at the path that a message came along before a downlink writes it, and writes the longer
 * path into the record. Safe for any thread.
 */
final class SentPaths {
  private final LoopGuard guard;
  private final GuardedEndpoint endpoint;
  private final PathLimits limits;
  private final GuardCounters counters;
  private final PathCheck first;
  private final Header firstHeader;

  /** The way of the last message: the next one has mostly come the same way. */
  private volatile Extended last;

  /** What a path became on its way out. */
  private record Extended(String path, Header header, PathCheck check) {}

  SentPaths(LoopGuard guard, GuardedEndpoint endpoint, PathLimits limits, GuardCounters counters) {
    this.guard = guard;
    this.endpoint = endpoint;
    this.limits = limits;
    this.counters = counters;
    Path alone = Path.of(endpoint.id());
    this.first = PathCheck.free(alone);
    this.firstHeader = PathHeader.of(alone, endpoint.keys());
  }

  /** As {@link GuardedEndpoint#checkAndStamp}. */
  PathCheck check(Map<String, String> metadata, ProducerRecord<byte[], byte[]> record, long now) {
    counters.passed(1);
    String path = metadata.get(PathCheck.PATH);
    if (path == null) {
      // By far the most messages begin here, and all of them with the same header.
      return stamp(firstHeader, first, record, now);
    }
    Extended known = last;
    if (known != null && known.path().equals(path)) {
      return stamp(known.header(), known.check(), record, now);
    }
    Path before = Path.parse(path);
    if (before == null) {
      counters.add(Kind.GARBLED);
      before = Path.EMPTY;
    }
    int visits = limits.visits(before);
    if (limits.loops(before, visits)) {
      return endpoint.loop(before);
    }
    Path after = before.append(endpoint.id());
    Extended fresh =
        new Extended(path, PathHeader.of(after, endpoint.keys()), PathCheck.free(after));
    if (visits == 0 && before.size() > 0) {
      // Not kept: round trips, whose limits can change, and garbled paths, counted each time.
      last = fresh;
    }
    return stamp(fresh.header(), fresh.check(), record, now);
  }

  private PathCheck stamp(
      Header header, PathCheck check, ProducerRecord<byte[], byte[]> record, long now) {
    PathHeader.write(header, record.headers());
    guard.writes(endpoint.number(), record.value(), now);
    return check;
  }
}
