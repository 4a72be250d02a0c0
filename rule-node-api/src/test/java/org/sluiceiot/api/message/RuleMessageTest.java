package org.sluiceiot.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RuleMessageTest {
  private final RuleMessage message =
      new RuleMessage(
          UUID.randomUUID(),
          RuleMessage.POST_TELEMETRY,
          new EntityId(EntityId.DEVICE, UUID.randomUUID()),
          Map.of("a", "1", "b", "2"),
          "{}",
          Instant.EPOCH);

  @Test
  void addingMetadataKeepsTheRest() {
    RuleMessage changed = message.withMetadata(Map.of("b", "3", "c", "4"));
    assertThat(changed.metadata()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
    assertThat(changed.id()).isEqualTo(message.id());
    assertThat(message.metadata()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @Test
  void metadataIsUnmodifiable() {
    assertThatThrownBy(() -> message.metadata().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void metadataAddedManyTimesReadsAsOneMap() {
    RuleMessage changed = message;
    Map<String, String> expected = new HashMap<>(message.metadata());
    for (int i = 0; i < 20; i++) {
      String key = "k" + i % 7;
      String value = Integer.toString(i);
      changed = changed.withMetadata(() -> Map.of(key, value, "last", value));
      expected.putAll(Map.of(key, value, "last", value));
      assertThat(changed.metadata()).hasSize(expected.size()).isEqualTo(expected);
      assertThat(changed.metadata().get("last")).isEqualTo(value);
      assertThat(changed.metadata().get("a")).isEqualTo("1");
      assertThat(changed.metadata().containsKey("absent")).isFalse();
      assertThat(Map.copyOf(changed.metadata())).isEqualTo(expected);
    }
  }

  @Test
  void addedMetadataIsMadeOnlyWhenItIsRead() {
    AtomicInteger asked = new AtomicInteger();
    RuleMessage changed = message.withMetadata(() -> Map.of("asked", "" + asked.incrementAndGet()));
    assertThat(asked).hasValue(0);
    assertThat(changed.metadata()).containsEntry("asked", "1").containsEntry("a", "1");
    assertThat(changed.metadata().get("asked")).isEqualTo("1");
    assertThatThrownBy(() -> changed.metadata().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> changed.metadata().entrySet().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
