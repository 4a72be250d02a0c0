package org.sluiceiot.kafka.guard;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.sluiceiot.kafka.guard.GuardCounters.Kind;
import org.sluiceiot.kafka.guard.breaker.Breaker;
import org.sluiceiot.kafka.guard.breaker.ReturnTable;
import org.sluiceiot.kafka.guard.path.Origin;
import org.sluiceiot.kafka.guard.path.Path;
import org.sluiceiot.kafka.guard.path.PathHeader;

/**
 * Looks at the records that an uplink consumed: at the path that each carries, and at payloads that
 * a downlink of this process wrote and that lost theirs. Safe for any thread.
 */
final class ConsumedPaths {
  private final LoopGuard guard;
  private final GuardedEndpoint endpoint;
  private final PathLimits limits;
  private final GuardCounters counters;

  /** Null when the operator wants none. */
  private final Breaker breaker;

  private final PathCheck first;

  ConsumedPaths(
      LoopGuard guard,
      GuardedEndpoint endpoint,
      PathLimits limits,
      GuardCounters counters,
      Breaker breaker) {
    this.guard = guard;
    this.endpoint = endpoint;
    this.limits = limits;
    this.counters = counters;
    this.breaker = breaker;
    this.first = PathCheck.free(Path.of(endpoint.id()));
  }

  /**
   * @param records left unchanged
   * @return one for each, in their order
   */
  PathCheck[] check(List<ConsumerRecord<byte[], byte[]>> records) {
    PathCheck[] checks = new PathCheck[records.size()];
    counters.passed(checks.length);
    int unseen = 0;
    for (int i = 0; i < checks.length; i++) {
      ConsumerRecord<byte[], byte[]> record = records.get(i);
      Origin origin = PathHeader.read(record.headers(), endpoint.keys());
      count(origin);
      Path path = origin.path();
      int visits = limits.visits(path);
      if (limits.loops(path, visits)) {
        checks[i] = endpoint.loop(path);
      } else {
        checks[i] = path.size() == 0 ? first : PathCheck.free(path.append(endpoint.id()));
        if (breaker != null && visits == 0) {
          unseen++;
          lookForWriter(record.value(), path);
        }
      }
    }
    if (unseen > 0) {
      breaker.ingested(unseen);
    }
    return checks;
  }

  private void count(Origin origin) {
    switch (origin.kind()) {
      case FORGED -> counters.add(Kind.FORGED);
      case GARBLED -> counters.add(Kind.GARBLED);
      default -> {
        // Nothing to count.
      }
    }
  }

  private void lookForWriter(byte[] value, Path path) {
    GuardedEndpoint writer;
    int times = 1;
    long lag = 0;
    if (path.size() == 0) {
      ReturnTable.Return back = guard.reads(value);
      writer = back == null ? null : guard.numbered(back.writer());
      if (writer != null) {
        times = back.times();
        lag = back.lag();
      }
    } else {
      // A path that lacks this uplink though its writer is fed by it: a script lost the metadata.
      writer = guard.known(path.id(path.size() - 1));
      writer = writer != null && endpoint.feeds(writer) ? writer : null;
    }
    if (writer != null && !limits.allowsRoundTripsWith(writer.id())) {
      counters.add(Kind.RETURNS);
      breaker.returned(writer, times, lag);
    }
  }
}
