package org.sluiceiot.kafka.uplink.offsets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.kafka.uplink.config.Start;
import org.sluiceiot.kafka.uplink.offsets.FirstOffset.TopicHistory;

class FirstOffsetTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest(name = "partition {0}, known {2} with {3}, later {4}, start {1}: {5}")
  @CsvSource({
    "0, earliest,  false, 0, false, Beginning",
    "0, latest,    false, 0, false, End",
    "0, committed, false, 0, false, Wait",
    "0, 1h,        false, 0, false, Since",
    "0, 2026-01-01T00:00:00Z, false, 0, false, Since",
    // another member has started the topic, this partition was there then
    "1, latest,    true,  2, false, End",
    // the partition came later
    "2, latest,    true,  2, false, Beginning",
    "2, 1h,        true,  2, false, Beginning",
    "2, committed, true,  2, false, Beginning",
    // committed by another tool, which does not say how many there were
    "0, latest,    true,  0, false, Beginning",
    // a topic that a pattern brought in later
    "0, latest,    false, 0, true,  Beginning",
    "0, committed, false, 0, true,  Wait",
  })
  void firstOffset(
      int partition, String start, boolean known, int partitions, boolean later, String expected) {
    FirstOffset first =
        FirstOffset.of(
            partition, null, Start.parse(start), new TopicHistory(known, partitions, later), NOW);
    assertThat(first.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void anExplicitOffsetWins() {
    assertThat(FirstOffset.of(5, 42L, new Start.Latest(), new TopicHistory(true, 1, true), NOW))
        .isEqualTo(new FirstOffset.Exactly(42));
  }

  @Test
  void aDurationCountsBackFromNow() {
    assertThat(
            FirstOffset.of(
                0,
                null,
                new Start.Back(Duration.ofHours(2)),
                new TopicHistory(false, 0, false),
                NOW))
        .isEqualTo(new FirstOffset.Since(Instant.parse("2026-01-01T10:00:00Z")));
  }

  @Test
  void theNoteOfACommitIsReadBack() {
    assertThat(CommitNote.parse(new CommitNote(6).toString())).isEqualTo(new CommitNote(6));
    assertThat(CommitNote.parse(null)).isEqualTo(new CommitNote(0));
    assertThat(CommitNote.parse("somebody else's")).isEqualTo(new CommitNote(0));
  }
}
