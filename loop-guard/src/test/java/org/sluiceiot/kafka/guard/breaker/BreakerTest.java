package org.sluiceiot.kafka.guard.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class BreakerTest {
  private static final Simulation.Source NOTHING = millis -> {};
  private final Simulation simulation = new Simulation();

  @ParameterizedTest
  @CsvSource({
    "1, 1, 150, 10",
    "2, 1, 150, 10",
    "7, 1, 100, 10",
    "20, 1, 80, 10",
    "50, 1, 80, 10",
    "90, 1, 80, 15",
    "100, 1, 80, 15",
    "130, 1, 50, 20",
    "150, 1, 50, 20",
    "200, 1, 50, 20",
    "250, 1, 50, 20",
    "300, 1, 50, 40",
    "400, 1, 50, 40",
    "500, 1, 50, 40",
    "600, 1, 60, 60",
    "750, 1, 60, 60",
    "900, 1, 60, 60",
    "20, 10, 50, 10",
    "300, 10, 20, 20",
    "20, 100, 20, 10",
    "200, 100, 20, 10",
    "20, 1000, 20, 10"
  })
  void strippedHeadersStopWithinTheBound(int lagMillis, int records, int most, int seconds) {
    simulation.lagMillis = lagMillis;
    for (int i = 0; i < records; i++) {
      simulation.arrives(("reading " + i).getBytes());
    }
    simulation.run(Duration.ofSeconds(seconds), NOTHING);
    report("stripped, " + lagMillis + " ms, " + records + " records", records);
    assertThat(simulation.opened).isEqualTo(1);
    assertThat(simulation.passes / records - 1).isLessThanOrEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "15, 1", "200, 100", "100, 1000"})
  void changedPayloadsStopOnceTheyAreFast(int lagMillis, int records) {
    simulation.lagMillis = lagMillis;
    simulation.changesPayload = true;
    for (int i = 0; i < records; i++) {
      simulation.arrives(("reading " + i).getBytes());
    }
    simulation.run(Duration.ofSeconds(40), NOTHING);
    report("changed, " + lagMillis + " ms, " + records + " records", records);
    assertThat(simulation.opened).isEqualTo(1);
  }

  /** Each of them writes too little to stand out. */
  @ParameterizedTest
  @CsvSource({"20, 10, false", "20, 10, true", "100, 100, true"})
  void aLoopOverManyDownlinksStops(int lagMillis, int records, boolean changes) {
    Simulation spread = new Simulation(new TrialPermit(), 7);
    spread.lagMillis = lagMillis;
    spread.changesPayload = changes;
    for (int i = 0; i < records; i++) {
      spread.arrives(("reading " + i).getBytes());
    }
    spread.run(Duration.ofSeconds(40), NOTHING);
    report(spread, "seven downlinks, " + lagMillis + " ms, " + records + " records", records);
    assertThat(spread.opened).isEqualTo(1);
  }

  /** Most of what is written goes elsewhere. */
  @ParameterizedTest
  @CsvSource({"20, 10, false", "20, 10, true", "100, 100, true"})
  void aLoopOfOneRecordInManyStops(int lagMillis, int records, boolean changes) {
    simulation.fanOut = 5;
    simulation.lagMillis = lagMillis;
    simulation.changesPayload = changes;
    for (int i = 0; i < records; i++) {
      simulation.arrives(("reading " + i).getBytes());
    }
    simulation.run(Duration.ofSeconds(40), NOTHING);
    report("one record in five, " + lagMillis + " ms, " + records + " records", records);
    assertThat(simulation.opened).isEqualTo(1);
  }

  @Test
  void amplificationStops() {
    simulation.lagMillis = 300;
    simulation.copies = 2;
    simulation.changesPayload = true;
    simulation.arrives("one".getBytes());
    simulation.run(Duration.ofSeconds(20), NOTHING);
    report("doubling, 300 ms", 1);
    assertThat(simulation.opened).isEqualTo(1);
  }

  @Test
  void aLoopAmongHonestTrafficStops() {
    Random random = new Random(5);
    simulation.lagMillis = 50;
    int[] serial = {0};
    simulation.run(
        Duration.ofSeconds(60),
        millis -> {
          if (random.nextInt(10) == 0) {
            simulation.arrives(("reading " + serial[0]++).getBytes());
          }
        });
    report("stripped, 50 ms, 100 records/s arriving", serial[0]);
    assertThat(simulation.opened).isGreaterThanOrEqualTo(1);
  }

  @Test
  void aLoopSlowerThanItsBoundGoesOnAtThatRate() {
    simulation.lagMillis = 1000;
    simulation.changesPayload = true;
    for (int i = 0; i < 40; i++) {
      simulation.arrives(("reading " + i).getBytes());
    }
    simulation.run(Duration.ofSeconds(60), NOTHING);
    assertThat(simulation.opened).isZero();
    assertThat(simulation.passes / 60).isLessThan(Breaker.RATE);
  }

  @Test
  void openMeansStillAndATrialFollows() {
    simulation.lagMillis = 20;
    simulation.arrives("reading".getBytes());
    simulation.run(Duration.ofSeconds(10), NOTHING);
    long before = simulation.passes;
    simulation.run(Duration.ofSeconds(50), NOTHING);
    assertThat(simulation.passes).isEqualTo(before);
    simulation.run(Duration.ofSeconds(10), NOTHING);
    assertThat(simulation.opened).isEqualTo(2);
    assertThat(simulation.passes - before).isLessThan(60);
    simulation.lagMillis = -1;
    simulation.run(Duration.ofSeconds(150), NOTHING);
    assertThat(simulation.closed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1000, 5000})
  void identicalReadingsNeverOpenIt(int everyMillis) {
    Random random = new Random(everyMillis);
    byte[] same = "{\"temperature\":21}".getBytes();
    simulation.run(
        Duration.ofMinutes(10),
        millis -> {
          if (random.nextInt(everyMillis) == 0) {
            simulation.arrives(same);
          }
        });
    honest("identical readings every " + everyMillis + " ms");
  }

  @Test
  void aRegularClockOfIdenticalReadingsNeverOpensIt() {
    byte[] same = "{\"temperature\":21}".getBytes();
    simulation.run(
        Duration.ofMinutes(10),
        millis -> {
          if (millis % 50 == 0) {
            simulation.arrives(same);
          }
        });
    honest("a reading each 50 ms");
  }

  /** One message in, several records out, on one downlink or on many. */
  @ParameterizedTest
  @CsvSource({"5, 1, 1", "5, 1, 2", "1, 7, 3", "3, 7, 4"})
  void burstsThatFanOutNeverOpenIt(int fanOut, int writers, long seed) {
    Simulation spread = new Simulation(new TrialPermit(), writers);
    spread.fanOut = fanOut;
    Random random = new Random(seed);
    boolean[] on = {false};
    spread.run(
        Duration.ofMinutes(20),
        millis -> {
          if (random.nextInt(700) == 0) {
            on[0] = !on[0];
          }
          for (int i = 0; on[0] && i < 2; i++) {
            spread.arrives(("reading " + random.nextInt(50)).getBytes());
          }
        });
    assertThat(spread.trials).isPositive();
    assertThat(spread.opened).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void burstsNeverOpenIt(long seed) {
    Random random = new Random(seed);
    byte[] same = "{\"temperature\":21}".getBytes();
    boolean[] on = {false};
    simulation.run(
        Duration.ofMinutes(20),
        millis -> {
          if (random.nextInt(1000) == 0) {
            on[0] = !on[0];
          }
          for (int i = 0; on[0] && i < 2; i++) {
            simulation.arrives(same);
          }
        });
    honest("bursts of about a second, seed " + seed);
  }

  @Test
  void aReplayNeverOpensIt() {
    byte[] same = "{\"temperature\":21}".getBytes();
    for (int i = 0; i < 1_000_000; i++) {
      simulation.arrives(i % 3 == 0 ? same : ("reading " + i % 5000).getBytes());
    }
    simulation.speed = 100;
    simulation.run(Duration.ofMinutes(2), NOTHING);
    honest("replay of 1,000,000 records");
    assertThat(simulation.passes).isEqualTo(1_000_000);
  }

  /** Trials of both, in step, could make the one look like the other's cause. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12})
  void twoUplinksInARowAreNotTriedInStep(int everyMillis) {
    TrialPermit permit = new TrialPermit();
    Simulation first = new Simulation(permit);
    Simulation second = new Simulation(permit);
    first.next = second;
    byte[] same = "{\"temperature\":21}".getBytes();
    for (int millis = 0; millis < 600_000; millis++) {
      if (millis % everyMillis == 0) {
        first.arrives(same);
      }
      first.step();
      second.step();
    }
    assertThat(first.trials).isPositive();
    assertThat(second.trials).isPositive();
    assertThat(first.opened + second.opened).isZero();
  }

  @Test
  void tenantsTakeTurnsWithTrials() {
    TrialPermit permit = new TrialPermit();
    assertThat(permit.take("a1", "a", 0)).isTrue();
    assertThat(permit.take("a2", "a", 1)).isFalse();
    assertThat(permit.take("b1", "b", 2)).isFalse();
    permit.giveBack("a1");
    assertThat(permit.take("a2", "a", 3)).isFalse();
    assertThat(permit.take("b1", "b", 4)).isTrue();
    permit.giveBack("b1");
    assertThat(permit.take("a2", "a", 5)).isTrue();
    assertThat(permit.take("b1", "b", Duration.ofMinutes(3).toNanos())).isTrue();
  }

  private void honest(String what) {
    System.out.printf(
        "guard honest: %s: %d records, %d trials, held %d ms, opened %d%n",
        what, simulation.passes, simulation.trials, simulation.heldMillis, simulation.opened);
    assertThat(simulation.opened).isZero();
  }

  private void report(String what, int records) {
    report(simulation, what, records);
  }

  private static void report(Simulation ended, String what, int records) {
    System.out.printf(
        "guard loop: %s: %d extra passes, open after %.1f s%n",
        what, ended.passes - records, ended.openedAt / 1e3);
  }
}
