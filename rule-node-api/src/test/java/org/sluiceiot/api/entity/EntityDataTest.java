package org.sluiceiot.api.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
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
  void fewValuesAndManyAreTheSameKindOfMap() {
    for (int size : new int[] {1, 16, 17, 100}) {
      Map<String, Object> given = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        given.put("key" + (size - i), (long) i);
      }
      Map<String, Object> values = new TelemetryPoint(null, given).values();
      assertThat(values).isEqualTo(given).hasSameHashCodeAs(given).hasSize(size);
      assertThat(given).isEqualTo(values);
      assertThat(values.keySet()).containsExactlyElementsOf(given.keySet());
      assertThat(values.get("key1")).isEqualTo((long) size - 1);
      assertThat(values).doesNotContainKey("absent").containsKey("key1");
      assertThat(values.get("absent")).isNull();
      assertThat(new TelemetryPoint(null, values).values()).isEqualTo(given);
      Map<String, Object> walked = new LinkedHashMap<>();
      values.forEach(walked::put);
      assertThat(walked).containsExactlyEntriesOf(given);
      assertThatThrownBy(() -> values.put("x", 1L))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> values.remove("key1"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
      Iterator<Map.Entry<String, Object>> iterator = values.entrySet().iterator();
      Map.Entry<String, Object> first = iterator.next();
      assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> first.setValue(1L))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(values).isEqualTo(given);
    }
    assertThat(new TelemetryPoint(null, Map.of()).values()).isEmpty();
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
