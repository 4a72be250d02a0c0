package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.fixtures.OwnBroker;

/** The host is killed with signal 9: nothing that it acknowledged is lost, of no kind of write. */
class KilledHostTest {
  /** Routes that change nothing which a start would have to find again. */
  private static final Set<String> STORE_NOTHING =
      Set.of(
          "POST /api/tenants/{tenant}/rule-chains/validate",
          "POST /api/tenants/{tenant}/rule-chains/convert",
          "POST /api/tenants/{tenant}/nodes/check",
          "POST /api/tenants/{tenant}/integrations/check",
          "POST /api/tenants/{tenant}/integrations/dry-run",
          "POST /api/tenants/{tenant}/integrations/convert",
          "POST /api/tenants/{tenant}/integrations/{integration}/commands/{command}",
          "PUT /api/tenants/{tenant}/debug/{owner}");

  @RegisterExtension static final OwnBroker BROKER = new OwnBroker();

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostOnH2() throws Exception {
    few(KillableSite.embeddedInHaste(folder));
  }

  @Test
  void nothingAcknowledgedIsLostOnPostgres() throws Exception {
    few(KillableSite.postgres(folder));
  }

  @Test
  @Tag("soak")
  void nothingAcknowledgedIsLostInTwentyRoundsOnH2() throws Exception {
    many(KillableSite.embedded(folder));
  }

  @Test
  @Tag("soak")
  void nothingAcknowledgedIsLostInTwentyRoundsOnPostgres() throws Exception {
    many(KillableSite.postgres(folder));
  }

  private static void few(KillableSite on) throws Exception {
    try (KillableSite site = on;
        KillRounds rounds = new KillRounds(site, BROKER)) {
      rounds.steady(Duration.ofSeconds(5));
      for (int round = 0; round < 2; round++) {
        rounds.burst(Duration.ofSeconds(6));
        // Writes after which the host itself has nothing to note: the last one is acknowledged.
        rounds.steady(Duration.ofSeconds(1));
        rounds.killAndCompare(false);
        rounds.killDuringBurst(Duration.ofSeconds(6), true);
      }
      end(rounds);
      assertThat(writingRoutes(rounds)).isEqualTo(rounds.ledger().routes());
    }
  }

  private static void many(KillableSite on) throws Exception {
    try (KillableSite site = on;
        KillRounds rounds = new KillRounds(site, BROKER)) {
      for (int round = 1; round <= 20; round++) {
        rounds.steady(Duration.ofSeconds(75));
        rounds.burst(Duration.ofSeconds(10));
        rounds.quiet(Duration.ofSeconds(8));
        rounds.killAndCompare(round % 2 == 0);
        rounds.killDuringBurst(Duration.ofSeconds(10), round % 2 == 1);
        System.out.println("after round " + round + ", " + rounds.line());
      }
      end(rounds);
    }
  }

  private static void end(KillRounds rounds) {
    rounds.awaitAllRecords();
    System.out.println(rounds.line());
    assertThat(rounds.ledger().lost()).isEmpty();
    assertThat(rounds.lost()).as(rounds.line()).isZero();
  }

  private static Set<String> writingRoutes(KillRounds rounds) {
    Set<String> routes = new TreeSet<>();
    rounds
        .description()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (Set.of("post", "put", "delete").contains(method)) {
                            routes.add(method.toUpperCase() + " " + path.getKey());
                          }
                        }));
    routes.removeAll(STORE_NOTHING);
    return routes;
  }
}
