package org.sluiceiot.kafka.downlink.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress();

  @BeforeEach
  void start() {
    progress.start(0);
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      progress.sent();
    }
  }

  @Test
  void headIsTheFirstThatIsNotDone() {
    send(4);
    progress.acknowledged(1);
    progress.acknowledged(3);
    assertThat(progress.head()).isZero();
    progress.acknowledged(0);
    assertThat(progress.head()).isEqualTo(2);
    progress.gaveUp(2);
    assertThat(progress.head()).isEqualTo(4);
    assertThat(progress.inFlight()).isZero();
  }

  @Test
  void afterAFailureEverythingFromThereIsSentAgain() {
    send(4);
    progress.acknowledged(0);
    progress.failed(1);
    progress.acknowledged(2);
    progress.acknowledged(3);
    assertThat(progress.mustRewind()).isTrue();
    progress.rewind();
    assertThat(progress.next()).isEqualTo(1);
    assertThat(progress.head()).isEqualTo(1);
    assertThat(progress.mustRewind()).isFalse();
  }

  @Test
  void whatWasGivenUpIsNotReadAgain() {
    send(3);
    progress.failed(0);
    progress.gaveUp(1);
    progress.acknowledged(2);
    progress.rewind();
    assertThat(progress.skip()).isFalse();
    progress.sent();
    assertThat(progress.skip()).isTrue();
    assertThat(progress.next()).isEqualTo(2);
  }

  @Test
  void answersForWhatWasDroppedToMakeRoomDoNotMatter() {
    send(3);
    progress.skipTo(3);
    progress.acknowledged(0);
    assertThat(progress.head()).isEqualTo(3);
    assertThat(progress.next()).isEqualTo(3);
    assertThat(progress.inFlight()).isEqualTo(2);
  }

  /** Whatever happens, the head passes nothing that is neither acknowledged nor given up. */
  @Test
  void theHeadNeverPassesSomethingUndone() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Set<Long> finished = new HashSet<>();
    List<Long> flying = new ArrayList<>();
    long passed = 0;
    for (int step = 0; step < 20_000; step++) {
      if (progress.mustRewind() && flying.isEmpty()) {
        progress.rewind();
      } else if (flying.size() < 20 && !progress.mustRewind() && random.nextBoolean()) {
        if (!progress.skip()) {
          flying.add(progress.next());
          progress.sent();
        }
      } else if (!flying.isEmpty()) {
        long sequence = flying.remove(random.nextInt(flying.size()));
        switch (random.nextInt(10)) {
          case 0 -> progress.failed(sequence);
          case 1 -> {
            progress.gaveUp(sequence);
            finished.add(sequence);
          }
          default -> {
            progress.acknowledged(sequence);
            finished.add(sequence);
          }
        }
      }
      assertThat(progress.head()).as("seed %d, step %d", seed, step).isGreaterThanOrEqualTo(passed);
      for (; passed < progress.head(); passed++) {
        assertThat(finished.contains(passed)).as("seed %d, %d passed", seed, passed).isTrue();
      }
    }
    assertThat(progress.head()).as("seed %d", seed).isPositive();
  }
}
