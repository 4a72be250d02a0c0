package org.sluiceiot.api.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmallMapTest {
  /** Changed at random beside a LinkedHashMap, it always holds the same in the same order. */
  @Test
  void isALinkedHashMapToWhoeverUsesIt() {
    long seed = System.nanoTime();
    System.out.println("SmallMapTest seed " + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      Map<String, Integer> expected = new LinkedHashMap<>();
      Map<String, Integer> map = new SmallMap<>();
      int names = 1 + random.nextInt(40);
      for (int step = 0; step < 100; step++) {
        String name = "name" + random.nextInt(names);
        switch (random.nextInt(20)) {
          case 0, 1, 2, 3 -> assertThat(map.remove(name)).isEqualTo(expected.remove(name));
          case 4 -> {
            map.keySet().removeIf(key -> key.hashCode() % 3 == 0);
            expected.keySet().removeIf(key -> key.hashCode() % 3 == 0);
          }
          case 5 -> {
            map.replaceAll((key, value) -> value + 1);
            expected.replaceAll((key, value) -> value + 1);
          }
          case 6 -> {
            if (step % 10 == 0) {
              map.clear();
              expected.clear();
            }
          }
          default -> assertThat(map.put(name, step)).isEqualTo(expected.put(name, step));
        }
        assertThat(map.get(name)).isEqualTo(expected.get(name));
        assertThat(map.containsKey(name)).isEqualTo(expected.containsKey(name));
        assertThat(map).hasSize(expected.size());
        assertThat(map.entrySet()).containsExactlyElementsOf(expected.entrySet());
      }
      assertThat(map).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString("" + expected);
    }
  }

  @Test
  void saysWhatCannotBe() {
    Map<String, Integer> map = new SmallMap<>();
    assertThatNullPointerException().isThrownBy(() -> map.put(null, 1)).withMessage("name");
    map.put("there", 1);
    assertThat(map.get(null)).isNull();
    assertThat(map.remove(null)).isNull();
    map.clear();
    Iterator<Map.Entry<String, Integer>> iterator = map.entrySet().iterator();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
  }
}
