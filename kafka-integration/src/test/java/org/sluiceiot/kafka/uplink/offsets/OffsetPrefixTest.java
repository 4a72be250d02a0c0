package org.sluiceiot.kafka.uplink.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluiceiot.fixtures.Seeds;

class OffsetPrefixTest {
  @Test
  void nothingAcknowledgedNothingToCommit() {
    OffsetPrefix prefix = new OffsetPrefix();
    prefix.add(5, 0);
    assertThat(prefix.committable()).isEqualTo(-1);
    assertThat(prefix.open()).isEqualTo(1);
  }

  @Test
  void aHoleHoldsThePrefix() {
    OffsetPrefix prefix = new OffsetPrefix();
    OffsetPrefix.Slot first = prefix.add(5, 0);
    OffsetPrefix.Slot second = prefix.add(6, 0);
    second.acknowledge();
    assertThat(prefix.committable()).isEqualTo(-1);
    first.acknowledge();
    assertThat(prefix.committable()).isEqualTo(7);
    assertThat(prefix.passed()).isEqualTo(2);
  }

  @Test
  void gapsInTheLogDoNotHoldIt() {
    OffsetPrefix prefix = new OffsetPrefix();
    prefix.add(5, 0).acknowledge();
    prefix.add(90, 0).acknowledge();
    assertThat(prefix.committable()).isEqualTo(91);
  }

  @Test
  void oldestIsTheFirstNotAcknowledged() {
    OffsetPrefix prefix = new OffsetPrefix();
    prefix.add(1, 100).acknowledge();
    prefix.add(2, 200);
    prefix.add(3, 300).acknowledge();
    prefix.committable();
    assertThat(prefix.oldest(999)).isEqualTo(200);
    assertThat(new OffsetPrefix().oldest(999)).isEqualTo(999);
  }

  @Test
  void anOffsetIsTakenUpOnce() {
    OffsetPrefix prefix = new OffsetPrefix();
    prefix.add(5, 0);
    assertThatThrownBy(() -> prefix.add(5, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> prefix.add(4, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOffsetIsAcknowledgedOnce() {
    OffsetPrefix.Slot slot = new OffsetPrefix().add(1, 0);
    assertThat(slot.acknowledge()).isTrue();
    assertThat(slot.acknowledge()).isFalse();
  }

  @Test
  void commitsExactlyTheContiguousPrefix() {
    Seeds.check(1000, OffsetPrefixTest::commitsThePrefix);
  }

  private static void commitsThePrefix(Random random) {
    OffsetPrefix prefix = new OffsetPrefix();
    List<OffsetPrefix.Slot> slots = new ArrayList<>();
    long offset = -1;
    for (int i = random.nextInt(60); i >= 0; i--) {
      offset += 1 + random.nextInt(5);
      slots.add(prefix.add(offset, 0));
    }
    List<OffsetPrefix.Slot> inOrder = List.copyOf(slots);
    Collections.shuffle(slots, random);
    for (OffsetPrefix.Slot slot : slots) {
      slot.acknowledge();
      assertThat(prefix.committable()).isEqualTo(expected(inOrder));
    }
    assertThat(prefix.open()).isZero();
  }

  private static long expected(List<OffsetPrefix.Slot> slots) {
    long next = -1;
    for (OffsetPrefix.Slot slot : slots) {
      if (!slot.get()) {
        return next;
      }
      next = slot.offset() + 1;
    }
    return next;
  }
}
