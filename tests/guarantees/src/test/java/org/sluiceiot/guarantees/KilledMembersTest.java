package org.sluiceiot.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.LeakCheck;
import org.sluiceiot.fixtures.TestBroker;

/** At least once and in order per key when a member is killed without warning. */
@ExtendWith({LeakCheck.class, BrokerExtension.class})
class KilledMembersTest {
  private static final int RECORDS = 100_000;

  private final String id = UUID.randomUUID().toString();
  private final String tenant = UUID.randomUUID().toString();

  @Test
  void killOfAMember(TestBroker broker) throws Exception {
    Feed feed = Feed.of(broker, RECORDS, 500, 0);
    Ledger ledger = new Ledger(feed);
    List<Process> members = new ArrayList<>();
    try (SinkServer sink = new SinkServer(ledger)) {
      for (int i = 0; i < 3; i++) {
        members.add(start(broker, feed, sink));
      }
      ledger.awaitSettled(RECORDS / 10);
      for (int kill = 0; kill < 2; kill++) {
        Process victim = members.remove(0);
        victim.destroyForcibly();
        assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
        members.add(start(broker, feed, sink));
        ledger.awaitSettled(RECORDS * (4 + 3L * kill) / 10);
      }
      ledger.awaitSettled(ledger.expected());
    } finally {
      for (Process member : members) {
        if (!member.waitFor(20, TimeUnit.SECONDS)) {
          member.destroyForcibly();
        }
      }
    }
    assertThat(ledger.overtakings()).isEmpty();
    assertThat(ledger.settled()).isEqualTo(RECORDS);
    System.out.printf(
        "GUARANTEE kill-member settled=%d duplicates=%d kills=2%n",
        ledger.settled(), ledger.duplicates());
  }

  private Process start(TestBroker broker, Feed feed, SinkServer sink) throws IOException {
    String config = "{'topics':['%s'],'processing':{'maxRecords':200}}".formatted(feed.topic());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            MemberProcess.class.getName(),
            Integer.toString(sink.port()),
            id,
            tenant,
            broker.bootstrapServers(),
            config)
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target", "member-" + System.nanoTime() + ".log").toFile())
        .start();
  }
}
