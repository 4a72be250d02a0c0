package org.sluiceiot.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.platform.store.Database;
import org.sluiceiot.platform.store.Postgres;

/** The same promises on both databases. */
class TelemetryStoreTest {
  @TempDir static Path folder;

  private Database database;
  private TelemetryWriter writer;
  private TelemetryReader reader;

  static Stream<String> urls() {
    return Stream.of(
        Database.embedded(folder.resolve("h2-" + System.nanoTime())), Postgres.freshUrl());
  }

  private void open(String url) {
    database = Database.open(url, url.contains("postgres") ? "postgres" : null, null);
    writer = new TelemetryWriter(database);
    reader = new TelemetryReader(database);
  }

  @AfterEach
  void close() {
    writer.close();
    database.close();
  }

  private void save(Point... points) {
    writer.saveTelemetry(List.of(points)).toCompletableFuture().join();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void redelivered_points_change_nothing_and_later_ones_win(String url) {
    open(url);
    save(new Point(1, "t", 1000, 20.5), new Point(1, "t", 2000, 21.5));
    save(new Point(1, "t", 1000, 20.5), new Point(1, "t", 2000, 22L));
    assertThat(reader.series(1, List.of("t"), 0, 10_000, 10).get("t"))
        .containsExactly(new Point(1, "t", 1000, 20.5), new Point(1, "t", 2000, 22L));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void every_kind_of_value_comes_back_as_it_was(String url) {
    open(url);
    var json = JsonNodeFactory.instance.objectNode().put("a", 1);
    save(
        new Point(7, "json", 1, json),
        new Point(7, "long", 1, Long.MAX_VALUE),
        new Point(7, "double", 1, -0.1),
        new Point(7, "boolean", 1, false),
        new Point(7, "text", 1, "ü".repeat(5000)));
    assertThat(reader.latest(7, KeyPage.FIRST))
        .extracting(Point::value)
        .containsExactly(false, -0.1, json, Long.MAX_VALUE, "ü".repeat(5000));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void latest_is_the_newest_in_time_not_in_arrival(String url) {
    open(url);
    save(new Point(2, "t", 5000, 5L));
    save(new Point(2, "t", 4000, 4L));
    assertThat(reader.latest(2, KeyPage.FIRST)).containsExactly(new Point(2, "t", 5000, 5L));
    assertThat(reader.latest(2, "t")).contains(5L);
    assertThat(reader.latest(2, "unknown")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_series_is_bounded_in_time_and_number_and_oldest_first(String url) {
    open(url);
    List<Point> points = new ArrayList<>();
    for (long ts = 0; ts < 100; ts++) {
      points.add(new Point(3, "t", ts, ts));
    }
    writer.saveTelemetry(points).toCompletableFuture().join();
    assertThat(reader.series(3, List.of(), 10, 90, 3).get("t"))
        .extracting(Point::ts)
        .containsExactly(87L, 88L, 89L);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void attributes_keep_the_last_write(String url) {
    open(url);
    writer.saveAttributes(List.of(new Point(4, "a", 1, "x"))).toCompletableFuture().join();
    writer.saveAttributes(List.of(new Point(4, "a", 2, 7L))).toCompletableFuture().join();
    assertThat(reader.attributes(4)).containsExactly(new Point(4, "a", 2, 7L));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void one_refused_value_does_not_take_its_neighbours_along(String url) {
    open(url);
    String tooLong = "x".repeat(1_000_001);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (long i = 0; i < 50; i++) {
      Object value = i == 25 ? tooLong : (Object) i;
      all.add(writer.saveTelemetry(List.of(new Point(5, "t", i, value))).toCompletableFuture());
    }
    for (int i = 0; i < 50; i++) {
      if (i == 25) {
        assertThatThrownBy(all.get(i)::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(RejectedDataException.class);
      } else {
        all.get(i).join();
      }
    }
    assertThat(reader.series(5, List.of("t"), 0, 100, 100).get("t")).hasSize(49);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void many_writers_at_once_lose_nothing(String url) throws InterruptedException {
    open(url);
    List<Thread> threads = new ArrayList<>();
    for (int entity = 100; entity < 104; entity++) {
      long no = entity;
      threads.add(
          new Thread(
              () -> {
                for (long ts = 0; ts < 500; ts++) {
                  writer.saveTelemetry(List.of(new Point(no, "k" + ts % 5, ts, ts)));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    save(new Point(99, "last", 1, 1L));
    for (int entity = 100; entity < 104; entity++) {
      int points =
          reader.series(entity, List.of(), 0, 1000, 1000).values().stream()
              .mapToInt(List::size)
              .sum();
      assertThat(points).isEqualTo(500);
    }
    assertThat(writer.saved()).isEqualTo(2001);
  }

  @ParameterizedTest
  @MethodSource("urls")
  void a_database_that_went_away_is_a_reason_to_try_again(String url) {
    open(url);
    database.close();
    assertThatThrownBy(() -> save(new Point(1, "t", 1, 1L)))
        .hasCauseInstanceOf(RetriableException.class);
  }
}
