package org.sluiceiot.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.store.Database;

/** What was acknowledged survives a process that is killed without warning. */
class DurabilityTest {
  private static final int AT_LEAST = 2_000;

  @TempDir Path folder;

  /** The process that is killed: saves points one after the other and prints what is safe. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      Database database = Database.open(Database.embedded(Path.of(arguments[0])), null, null);
      TelemetryWriter writer = new TelemetryWriter(database);
      for (long ts = 0; ; ts++) {
        long safe = ts;
        var done = writer.saveTelemetry(List.of(new Point(1, "t", ts, ts)));
        done.thenRun(() -> System.out.println(safe));
        if (ts % 100 == 99) {
          done.toCompletableFuture().join();
        }
      }
    }
  }

  /** By its handle: what it has printed until now stays readable, unlike with the process's. */
  private static void kill(Process victim) {
    victim.toHandle().destroyForcibly();
  }

  @Test
  void every_acknowledged_point_is_there_after_kill_nine() throws Exception {
    Process victim =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = -1;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("\\d+")) {
          last = Math.max(last, Long.parseLong(line));
        }
        if (last >= AT_LEAST) {
          kill(victim);
        }
      }
    }
    victim.waitFor();
    assertThat(last).isGreaterThanOrEqualTo(AT_LEAST);
    Database database = Database.open(Database.embedded(folder), null, null);
    try {
      List<Point> points =
          new TelemetryReader(database)
              .series(1, List.of(), 0, last + 1, Integer.MAX_VALUE)
              .get("t");
      assertThat(points).hasSize((int) last + 1);
    } finally {
      database.close();
    }
  }
}
