package org.sluiceiot.kafka.downlink.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.kafka.downlink.config.BufferConfig;

/** What was stored is there again, whatever moment the process ended at. */
class SegmentLogTest {
  @TempDir Path directory;

  private static BufferConfig.Store limits(String limit, String segment) {
    return new BufferConfig.Store(
        DataSize.parse(limit), Duration.ofDays(7), DataSize.parse(segment), false);
  }

  private SegmentLog open() {
    return new SegmentLog(directory, limits("1GiB", "256KiB"), 0);
  }

  private static byte[] record(long number, int size) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("t", Long.toString(number).getBytes(), new byte[size]);
    return StoredCodec.encode(new Stored(record, -1, number));
  }

  private static void append(SegmentLog log, int count, int size) {
    for (int i = 0; i < count; i++) {
      log.append(List.of(record(log.end(), size)));
    }
  }

  private static String read(SegmentLog log, long number) throws DamagedException {
    return new String(log.read(number).record().key());
  }

  private static void assertReads(SegmentLog log, long from, long to) throws DamagedException {
    for (long number = from; number < to; number++) {
      assertThat(read(log, number)).isEqualTo(Long.toString(number));
    }
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** H2's store uses freed places again, and could end at an older state after a kill. */
  @Test
  void nothingThatWasStoredIsEverWrittenOver() throws IOException {
    Map<Path, byte[]> before = new HashMap<>();
    try (SegmentLog log = open()) {
      for (int round = 0; round < 50; round++) {
        append(log, 40, 300);
        log.setHead(Math.max(0, log.end() - 10));
        log.mark();
        for (Path file : files(SegmentFile.SUFFIX)) {
          byte[] now = Files.readAllBytes(file);
          byte[] then = before.getOrDefault(file, new byte[0]);
          assertThat(Arrays.copyOf(now, then.length)).as("%s", file).isEqualTo(then);
          before.put(file, now);
        }
      }
      assertThat(before).hasSizeGreaterThan(2);
    }
  }

  @Test
  void whatIsStoredIsReadAgainInAnyOrderAndAfterReopening() throws DamagedException {
    try (SegmentLog log = open()) {
      append(log, 3_000, 300);
      assertReads(log, 0, 3_000);
      assertReads(log, 1_234, 1_300);
      assertReads(log, 7, 9);
    }
    try (SegmentLog log = open()) {
      assertThat(log.head()).isZero();
      assertThat(log.end()).isEqualTo(3_000);
      assertReads(log, 2_990, 3_000);
      assertReads(log, 0, 3_000);
      log.setHead(2_999);
      log.mark();
    }
    try (SegmentLog log = open()) {
      assertThat(log.head()).isEqualTo(2_999);
      assertThat(log.end()).isEqualTo(3_000);
      assertReads(log, 2_999, 3_000);
    }
  }

  @Test
  void bytesOnDiskAreThoseOfTheRecords() {
    try (SegmentLog log = open()) {
      append(log, 1_000, 1_000);
      assertThat(log.size()).isBetween(1_000_000L, 1_100_000L);
      log.setHead(log.end());
      assertThat(log.size()).isLessThan(256 << 10);
    }
  }

  /** The process ends in the middle of a write: at every byte. */
  @Test
  void aWriteThatWasUnderWayIsCutOffAndNothingElse() throws Exception {
    Path other = Files.createTempDirectory(directory, "cut");
    try (SegmentLog log = open()) {
      append(log, 5, 10);
    }
    Path file = files(SegmentFile.SUFFIX).get(0);
    byte[] five = Files.readAllBytes(file);
    try (SegmentLog log = open()) {
      append(log, 1, 10);
    }
    byte[] six = Files.readAllBytes(file);
    for (int length = five.length; length < six.length; length++) {
      Path copy = other.resolve(file.getFileName());
      Files.write(copy, Arrays.copyOf(six, length));
      try (SegmentLog log = new SegmentLog(other, limits("1GiB", "256KiB"), 0)) {
        assertThat(log.end()).as("cut at %d", length).isEqualTo(5);
        assertThat(log.damaged()).isEmpty();
        assertReads(log, 0, 5);
        append(log, 1, 20);
        assertReads(log, 0, 6);
      }
    }
  }

  @Test
  void aDamagedRecordLosesTheRestOfItsFileAndNoOther() throws Exception {
    try (SegmentLog log = open()) {
      append(log, 3_000, 300);
    }
    List<Path> files = files(SegmentFile.SUFFIX);
    assertThat(files).hasSizeGreaterThan(2);
    flip(files.get(1), 100_000);
    long second = Long.parseLong(files.get(1).getFileName().toString().replaceAll("\\D", ""));
    long third = Long.parseLong(files.get(2).getFileName().toString().replaceAll("\\D", ""));
    try (SegmentLog log = open()) {
      long lost = second;
      while (isReadable(log, lost)) {
        lost++;
      }
      assertThat(lost).isBetween(second + 200, third - 200);
      assertThat(log.after(lost)).isEqualTo(third);
      assertReads(log, third, 3_000);
      assertReads(log, 0, lost);
    }
  }

  @Test
  void aDamagedLastFileKeepsACopyAndWhatIsBeforeTheDamage() throws Exception {
    try (SegmentLog log = open()) {
      append(log, 100, 300);
    }
    flip(files(SegmentFile.SUFFIX).get(0), 10_000);
    try (SegmentLog log = open()) {
      assertThat(log.end()).isBetween(20L, 40L);
      assertThat(log.damaged()).hasSize(1).allMatch(Files::exists);
      assertReads(log, 0, log.end());
    }
  }

  @Test
  void aFileOfAnotherFormatIsSetAside() throws IOException {
    Files.writeString(directory.resolve("0000000000000000000.segment"), "H:2,block:4,blockSize");
    try (SegmentLog log = open()) {
      assertThat(log.damaged()).hasSize(1).allMatch(Files::exists);
      append(log, 1, 1);
      assertThat(log.end()).isEqualTo(1);
    }
  }

  @Test
  void onlyOneUsesADirectory() {
    SegmentLog log = open();
    assertThatThrownBy(this::open).isInstanceOf(BufferInUseException.class);
    log.close();
    open().close();
  }

  @Test
  void theOldestFileMakesRoomAlsoWhenItIsTheOnlyOne() throws DamagedException {
    try (SegmentLog log = new SegmentLog(directory, limits("1MiB", "64MiB"), 0)) {
      append(log, 1_100, 1_000);
      assertThat(log.isFull()).isTrue();
      log.dropOldest();
      assertThat(log.isFull()).isFalse();
      assertThat(log.head()).isEqualTo(1_100);
      append(log, 1, 1);
      assertReads(log, 1_100, 1_101);
    }
  }

  /** Appends, deliveries, marks and ends at random moments, against a list in memory. */
  @Test
  void randomUseLosesNothing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Integer> sizes = new ArrayList<>();
    long marked = 0;
    SegmentLog log = open();
    try {
      for (int step = 0; step < 3_000; step++) {
        switch (random.nextInt(20)) {
          case 0 -> {
            // As after a kill: nothing is written down that was not.
            log.close();
            log = open();
            assertThat(log.end()).as("seed %d, step %d", seed, step).isEqualTo(sizes.size());
            assertThat(log.head()).as("seed %d, step %d", seed, step).isBetween(marked, log.end());
          }
          case 1, 2 -> {
            long head = log.head() + random.nextInt((int) (log.end() - log.head()) + 1);
            log.setHead(head);
            log.mark();
            marked = head;
          }
          case 3, 4, 5 -> {
            if (log.head() < log.end()) {
              long number = log.head() + random.nextInt((int) (log.end() - log.head()));
              assertThat(read(log, number)).as("seed %d", seed).isEqualTo(Long.toString(number));
              assertThat(log.read(number).record().value()).hasSize(sizes.get((int) number));
            }
          }
          default -> appendRandom(log, sizes, random);
        }
      }
    } finally {
      log.close();
    }
    assertThat(sizes).as("seed %d", seed).hasSizeGreaterThan(3_000);
  }

  private static void appendRandom(SegmentLog log, List<Integer> sizes, Random random) {
    List<byte[]> batch = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int size = random.nextInt(50) == 0 ? 200_000 : random.nextInt(3_000);
      batch.add(record(sizes.size(), size));
      sizes.add(size);
    }
    log.append(batch);
  }

  private static boolean isReadable(SegmentLog log, long number) {
    try {
      log.read(number);
      return true;
    } catch (DamagedException e) {
      return false;
    }
  }

  private static void flip(Path file, long place) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
      channel.read(one, place);
      one.put(0, (byte) ~one.get(0)).flip();
      channel.write(one, place);
    }
  }
}
