package org.sluiceiot.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
}
