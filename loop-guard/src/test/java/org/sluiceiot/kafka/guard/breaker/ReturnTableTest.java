package org.sluiceiot.kafka.guard.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReturnTableTest {
  private static final long MEMORY = ReturnTable.MEMORY.toNanos();

  private final ReturnTable table = new ReturnTable();

  @Test
  void aPayloadThatCirclesIsKnownFromItsSecondTurnOn() {
    byte[] value = bytes("{\"temperature\": 21.5}");
    table.wrote(7, value, 0);
    assertThat(read(value, 1)).isNull();
    table.wrote(7, value, 2);
    assertThat(read(value, 5)).isEqualTo(new ReturnTable.Return(7, 1, 3));
    assertThat(read(value, 6)).as("a write is met once").isNull();
    table.wrote(7, value, 8);
    assertThat(read(value, 9)).isEqualTo(new ReturnTable.Return(7, 2, 1));
  }

  @Test
  void whatLooksOtherwiseWakesNothing() {
    table.wrote(7, bytes("{\"temperature\": 21.5}"), 0);
    assertThat(read(bytes("{\"temperature\": 21}"), 1)).as("shorter").isNull();
    assertThat(read(bytes("[\"temperature\": 21.5}"), 1)).as("begins otherwise").isNull();
    table.wrote(7, bytes("{\"temperature\": 21.6}"), 2);
    assertThat(read(bytes("{\"temperature\": 21.6}"), 3)).as("not kept until now").isNull();
    table.wrote(7, bytes("{\"temperature\": 21.7}"), 4);
    assertThat(read(bytes("{\"temperature\": 21.7}"), 5)).isNotNull();
  }

  @Test
  void valuesOfAnyLengthAreTold() {
    for (int length = 0; length < 20; length++) {
      byte[] value = new byte[length];
      read(value, 0);
      table.wrote(1, value, 0);
      read(value, 0);
      table.wrote(1, value, 1);
      assertThat(read(value, 2)).as("%d bytes", length).isNotNull();
    }
    table.wrote(1, null, 3);
    assertThat(read(null, 4)).isNull();
  }

  @Test
  void forgetsAfterTheMemoryAndNotBefore() {
    byte[] value = bytes("payload-1");
    wake(value, 0);
    table.wrote(7, value, 10);
    assertThat(read(value, 10 + MEMORY)).isNotNull();
    table.wrote(7, value, 20);
    assertThat(read(value, 21 + MEMORY)).isNull();
    // The shape was met long ago: it must be met again before anything is kept.
    table.wrote(7, bytes("other-shape"), 3 * MEMORY);
    table.wrote(7, bytes("other-shape"), 5 * MEMORY);
    table.wrote(7, value, 5 * MEMORY + 1);
    assertThat(read(value, 5 * MEMORY + 2)).isNull();
    table.wrote(7, value, 5 * MEMORY + 3);
    assertThat(read(value, 5 * MEMORY + 4)).isNotNull();
  }

  @Test
  void aShapeOutlivesTheTurnOfTheMemory() {
    byte[] value = bytes("payload-1");
    wake(value, 0);
    // Written just before the shapes are put aside, and met just after.
    table.wrote(7, value, MEMORY);
    table.wrote(8, bytes("other-shape"), MEMORY + 1);
    assertThat(read(value, MEMORY + 2)).isEqualTo(new ReturnTable.Return(7, 1, 2));
    table.wrote(7, value, MEMORY + 3);
    assertThat(read(value, MEMORY + 4)).isNotNull();
  }

  @Test
  void writersOfManyThreadsHideNoShape() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    Thread[] writers =
        IntStream.range(0, 4)
            .mapToObj(
                writer ->
                    new Thread(
                        () -> {
                          await(start);
                          for (int i = 0; i < 5_000; i++) {
                            // All of them find the memory over at the same moments.
                            table.wrote(writer, shape(writer, i), (i / 1_000) * 2 * MEMORY);
                          }
                        }))
            .toArray(Thread[]::new);
    for (Thread writer : writers) {
      writer.start();
    }
    start.countDown();
    for (Thread writer : writers) {
      writer.join();
    }
    for (int writer = 0; writer < writers.length; writer++) {
      byte[] value = shape(writer, 4_999);
      read(value, 8 * MEMORY);
      table.wrote(writer, value, 8 * MEMORY);
      assertThat(read(value, 8 * MEMORY + 1)).as("writer %d", writer).isNotNull();
    }
  }

  private static byte[] shape(int writer, int number) {
    return bytes("%d-%06d".formatted(writer, number));
  }

  private static void await(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake(byte[] value, long now) {
    table.wrote(7, value, now);
    read(value, now);
  }

  private ReturnTable.Return read(byte[] value, long now) {
    return table.read(value, () -> now);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
