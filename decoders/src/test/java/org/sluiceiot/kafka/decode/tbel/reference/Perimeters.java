package org.sluiceiot.kafka.decode.tbel.reference;

import java.util.List;
import java.util.Random;

/** Perimeters around places from -1 to 5 degrees; no place stands on a border. */
final class Perimeters {
  private static final List<String> POLYGONS =
      List.of(
          "[[0,0],[0,4],[4,4],[4,0]]",
          "[[0,0],[4,0],[2,4]]",
          "[[0,0],[4,4]]",
          "[[[0,0],[0,4],[4,4],[4,0]],[[1,1],[1,2],[2,2],[2,1]]]",
          "[[[0,0],[0,3],[3,3],[3,0]],[[2,2],[2,5],[5,5],[5,2]]]",
          "[[[[0,0],[0,3],[3,3],[3,0]]],[[[2,2],[2,5],[5,5],[5,2]],[[3.2,3.2],[3.2,4],[4,4]]]]",
          "[[0,0],[0,4],[1,1],[4,0]]",
          "no polygon",
          "[]",
          "{}");

  private final Random random;

  Perimeters(Random random) {
    this.random = random;
  }

  String polygon() {
    return POLYGONS.get(random.nextInt(POLYGONS.size()));
  }

  String circle() {
    String unit =
        List.of(
                "",
                ",\"radiusUnit\":\"KILOMETER\"",
                ",\"radiusUnit\":\"METER\"",
                ",\"radiusUnit\":\"FOOT\"",
                ",\"radiusUnit\":\"MILE\"",
                ",\"radiusUnit\":\"NAUTICAL_MILE\"",
                ",\"radiusUnit\":\"YARD\"",
                ",\"radiusUnit\":null")
            .get(random.nextInt(8));
    double most =
        unit.contains("KILO") || unit.contains("MILE") ? 500 : unit.contains("FOOT") ? 2e6 : 5e5;
    String radius = random.nextInt(9) == 0 ? "" : ",\"radius\":" + random.nextDouble(most);
    return "{\"latitude\":2.5,\"longitude\":\"2.25\"" + radius + unit + "}";
  }
}
