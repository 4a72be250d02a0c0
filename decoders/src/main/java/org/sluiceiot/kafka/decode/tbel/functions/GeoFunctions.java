package org.sluiceiot.kafka.decode.tbel.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Whether a place is within a perimeter. Stateless. */
public final class GeoFunctions {
  private static final double EARTH_RADIUS_METRES = 6_371_008.7714;

  private GeoFunctions() {}

  /**
   * @param perimeter {@code {"latitude", "longitude", "radius", "radiusUnit"}}; the unit is METER
   *     unless given: KILOMETER, FOOT, MILE or NAUTICAL_MILE
   */
  public static boolean isInsideCircle(double latitude, double longitude, String perimeter)
      throws JsonProcessingException {
    JsonNode circle = JsonPayload.MAPPER.readTree(perimeter);
    double metres =
        distance(latitude, longitude, number(circle, "latitude"), number(circle, "longitude"));
    double unit =
        switch (circle.path("radiusUnit").asText("METER")) {
          case "METER" -> 1;
          case "KILOMETER" -> 1_000;
          case "FOOT" -> 0.3048;
          case "MILE" -> 1_609.344;
          case "NAUTICAL_MILE" -> 1_852;
          default -> throw new IllegalArgumentException("unknown radiusUnit in " + perimeter);
        };
    return number(circle, "radius") * unit > metres;
  }

  private static double number(JsonNode node, String name) {
    return Double.parseDouble(node.path(name).asText());
  }

  private static double distance(double lat1, double lon1, double lat2, double lon2) {
    double a = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double b = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double h = a * a + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * b * b;
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /**
   * @param perimeter {@code [[lat, lon], …]}, or a list of such rings: one inside of another is a
   *     hole
   */
  public static boolean isInsidePolygon(double latitude, double longitude, String perimeter)
      throws JsonProcessingException {
    JsonNode rings = JsonPayload.MAPPER.readTree(perimeter);
    if (!rings.path(0).path(0).isArray()) {
      return crossings(latitude, longitude, rings) % 2 == 1;
    }
    int crossings = 0;
    for (JsonNode ring : rings) {
      crossings += crossings(latitude, longitude, ring);
    }
    return crossings % 2 == 1;
  }

  /** How often a ray from the place crosses the ring. */
  private static int crossings(double latitude, double longitude, JsonNode ring) {
    int crossings = 0;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      double lat1 = ring.get(i).path(0).asDouble();
      double lat2 = ring.get(j).path(0).asDouble();
      double lon1 = ring.get(i).path(1).asDouble();
      double lon2 = ring.get(j).path(1).asDouble();
      if (lat1 > latitude != lat2 > latitude
          && longitude < (lon2 - lon1) * (latitude - lat1) / (lat2 - lat1) + lon1) {
        crossings++;
      }
    }
    return crossings;
  }
}
