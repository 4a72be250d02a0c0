package org.sluiceiot.api.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityDataTest {
  @Test
  void keepsOrderAndDoesNotFollowLaterChanges() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("z", 1L);
    given.put("a", 2.5);
    TelemetryPoint point = new TelemetryPoint(null, given);
    given.put("later", true);
    assertThat(point.values().keySet()).containsExactly("z", "a");
  }

  @Test
  void refusesOtherKindsOfValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TelemetryPoint(null, Map.of("n", 1)))
        .withMessageContaining("Integer");
  }

  @Test
  void aBatchIsNeverEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EntityBatch(List.of(), Map.of(), true));
    EntityData device =
        new EntityData(
            EntityData.Kind.DEVICE,
            "d",
            "default",
            null,
            null,
            null,
            Map.of("model", "A"),
            List.of(),
            Set.of());
    assertThat(new EntityBatch(List.of(device), Map.of(), true).entities()).containsExactly(device);
  }
}
