package org.sluiceiot.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded database has after its process was killed. */
class KilledStoreTest {
  /** Chunks of the file are written over this long after they died; H2's own is 45 s. */
  private static final Duration RETENTION = Duration.ofMillis(300);

  private static final int ROWS = 40;
  private static final int COMMITS_LOOKED_AT = 60;

  @TempDir Path folder;
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<String> rowOf = new ArrayList<>(List.of(""));

  /**
   * H2 2.5.252 wrote a store header that was one chunk old whenever a chunk did not come to lie
   * where the one before had foretold; recovery ended there.
   */
  @Test
  void afterAKillAtAnyWriteEveryCommittedRowIsThere() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KilledStoreTest seed " + seed);
    Path live = Files.createDirectory(folder.resolve("live"));
    String url = Database.embedded(live).replace("jdbc:h2:file:", "jdbc:h2:rec:");
    try (FileWrites writes = new FileWrites(acknowledged::get);
        Database database =
            Database.open(url + ";RETENTION_TIME=" + RETENTION.toMillis(), null, null)) {
      Random random = new Random(seed);
      long warm = System.nanoTime() + RETENTION.multipliedBy(4).toNanos();
      while (System.nanoTime() < warm) {
        commit(database, random);
      }
      int from = writes.steps().size();
      for (int i = 0; i < COMMITS_LOOKED_AT; i++) {
        commit(database, random);
      }
      List<FileWrites.Step> steps = writes.steps();
      assertThat(replay(steps, from)).as("kills that lost committed rows").isEmpty();
      assertSpaceWasUsedAgain(steps, from);
    }
  }

  private void commit(Database database, Random random) {
    String row = "row" + random.nextInt(ROWS);
    rowOf.add(row);
    long number = rowOf.size() - 1L;
    String text = "%d:%s".formatted(number, "x".repeat(random.nextInt(6000)));
    String sql = database.dialect().upsert("plugin_settings", "plugin", "settings");
    database.jdbi().useHandle(handle -> handle.execute(sql, row, text));
    acknowledged.set(number);
  }

  /** Kills at every write from this one on, after it and in the middle of it. */
  private List<String> replay(List<FileWrites.Step> steps, int from) throws Exception {
    List<String> lost = new ArrayList<>();
    Path image = folder.resolve("image");
    try (FileChannel file = FileWrites.image(image)) {
      for (int i = 0; i < steps.size(); i++) {
        FileWrites.Step step = steps.get(i);
        if (i >= from && step.hasSeveralPages()) {
          Path torn = folder.resolve("torn");
          Files.copy(image, torn, StandardCopyOption.REPLACE_EXISTING);
          try (FileChannel tornFile = FileWrites.image(torn)) {
            step.halfOn(tornFile);
          }
          look(torn, step.acknowledged(), "in the middle of write " + i, lost);
        }
        step.on(file);
        if (i >= from) {
          boolean last = i + 1 == steps.size();
          long known = last ? acknowledged.get() : steps.get(i + 1).acknowledged();
          look(image, known, "after write " + i, lost);
        }
      }
    }
    return lost;
  }

  private void look(Path image, long known, String when, List<String> lost)
      throws IOException, SQLException {
    Map<String, Long> found = rows(image);
    Map<String, Long> wanted = new HashMap<>();
    for (int number = 1; number <= known; number++) {
      wanted.put(rowOf.get(number), (long) number);
    }
    long missing =
        wanted.entrySet().stream()
            .filter(row -> found.getOrDefault(row.getKey(), 0L) < row.getValue())
            .count();
    if (missing > 0) {
      lost.add("%s: %d rows".formatted(when, missing));
    }
  }

  private Map<String, Long> rows(Path image) throws IOException, SQLException {
    Path directory = Files.createDirectories(folder.resolve("opened"));
    Files.copy(image, directory.resolve("sluice.mv.db"), StandardCopyOption.REPLACE_EXISTING);
    Map<String, Long> rows = new HashMap<>();
    // Closing need not tidy a file that is thrown away.
    String url = Database.embedded(directory) + ";MAX_COMPACT_TIME=0";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT plugin, settings FROM plugin_settings")) {
      while (result.next()) {
        String text = result.getString(2);
        rows.put(result.getString(1), Long.parseLong(text.substring(0, text.indexOf(':'))));
      }
    }
    return rows;
  }

  /** Without this the test would say nothing. */
  private static void assertSpaceWasUsedAgain(List<FileWrites.Step> steps, int from) {
    long end =
        steps.subList(0, from).stream()
            .filter(step -> step.data() != null)
            .mapToLong(step -> step.position() + step.data().length)
            .max()
            .orElseThrow();
    // The first two pages are the header.
    assertThat(steps.subList(from, steps.size()))
        .filteredOn(step -> step.position() >= 2 * FileWrites.PAGE && step.position() < end)
        .hasSizeGreaterThan(COMMITS_LOOKED_AT / 2);
  }

  /**
   * Of a host that had been killed; what the former version wrote must not keep it from starting.
   */
  @Test
  void aFileThatH2_2_5_252LeftOpensWithAllItHolds() throws Exception {
    try (InputStream packed =
            getClass().getResourceAsStream("/store/killed-on-h2-2.5.252.mv.db.gz");
        InputStream file = new GZIPInputStream(packed)) {
      Files.copy(file, folder.resolve("sluice.mv.db"));
    }
    try (Database database = Database.open(Database.embedded(folder), null, null)) {
      assertThat(texts(database, "SELECT name FROM tenant ORDER BY name"))
          .containsExactly("Main", "Old");
      assertThat(texts(database, "SELECT label FROM entity")).containsExactly("from 2.5.252");
      assertThat(texts(database, "SELECT name FROM integration")).containsExactly("up");
      assertThat(texts(database, "SELECT plugin FROM tenant_plugin")).containsExactly("kafka");
      assertThat(texts(database, "SELECT name FROM account ORDER BY name"))
          .containsExactly("admin", "anna");
      assertThat(texts(database, "SELECT d FROM telemetry WHERE d IS NOT NULL ORDER BY ts"))
          .containsExactly("1.5", "2.5", "3.5");
      assertThat(texts(database, "SELECT s FROM attribute")).containsExactly("s1");
      commit(database, new Random(1));
    }
    try (Database again = Database.open(Database.embedded(folder), null, null)) {
      assertThat(texts(again, "SELECT settings FROM plugin_settings")).hasSize(1);
    }
  }

  private static List<String> texts(Database database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
