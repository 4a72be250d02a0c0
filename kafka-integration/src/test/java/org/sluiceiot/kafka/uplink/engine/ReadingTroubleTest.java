package org.sluiceiot.kafka.uplink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadingTroubleTest {
  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);
  private static final Throwable HEAP = new OutOfMemoryError("Java heap space");
  private static final Throwable CORRUPT =
      new KafkaException("Received exception", new KafkaException("crc"));

  private final ReadingTrouble trouble = new ReadingTrouble();

  @Test
  void aRecordIsSetAsideOnlyWhenReadingBreaksOffAtItTwice() {
    assertThat(trouble.setsAside(A, 5, true, HEAP, 0)).isFalse();
    assertThat(trouble.setsAside(A, 5, true, HEAP, 0)).isTrue();
  }

  @Test
  void theRestOfItsBatchIsSetAsideAtOnce() {
    trouble.setsAside(A, 5, true, CORRUPT, 0);
    assertThat(trouble.setsAside(A, 5, true, CORRUPT, 0)).isTrue();
    assertThat(trouble.setsAside(A, 6, true, CORRUPT, 0)).isTrue();
    assertThat(trouble.setsAside(A, 7, true, CORRUPT, 0)).isTrue();
    assertThat(trouble.setsAside(A, 9, true, CORRUPT, 0)).as("one was read between").isFalse();
    assertThat(trouble.setsAside(B, 10, true, CORRUPT, 0)).isFalse();
  }

  @Test
  void noRecordIsToBlameForTheConnectionTheProcessOrTheBroker() {
    for (Throwable cause :
        new Throwable[] {
          new OutOfMemoryError("unable to create native thread"),
          new OutOfMemoryError("Metaspace"),
          new OutOfMemoryError(),
          new TimeoutException("no answer"),
          new CorruptRecordException("the broker's"),
          new KafkaException("unexpected"),
          new NoClassDefFoundError("Gone")
        }) {
      assertThat(trouble.setsAside(A, 5, true, cause, 0)).as("%s", cause).isFalse();
      assertThat(trouble.setsAside(A, 5, true, cause, 0)).as("%s", cause).isFalse();
      trouble.ended(cause, 0);
      assertThat(trouble.careful()).as("%s", cause).isFalse();
    }
    assertThat(trouble.setsAside(A, 5, false, HEAP, 0)).isFalse();
    assertThat(trouble.setsAside(A, 5, false, HEAP, 0)).as("nothing had been fetched").isFalse();
  }

  @Test
  void carefulReadingEndsAfterAWhileAndLastsLongerTheNextTime() {
    trouble.ended(HEAP, 0);
    assertThat(trouble.careful()).isTrue();
    assertThat(trouble.over(TimeUnit.SECONDS.toNanos(9))).isFalse();
    trouble.setsAside(A, 5, true, HEAP, TimeUnit.SECONDS.toNanos(9));
    assertThat(trouble.over(TimeUnit.SECONDS.toNanos(18))).isFalse();
    assertThat(trouble.over(TimeUnit.SECONDS.toNanos(20))).isTrue();
    trouble.usual();
    assertThat(trouble.careful()).isFalse();
    trouble.ended(HEAP, 0);
    assertThat(trouble.over(TimeUnit.SECONDS.toNanos(19))).isFalse();
    assertThat(trouble.over(TimeUnit.SECONDS.toNanos(21))).isTrue();
  }
}
