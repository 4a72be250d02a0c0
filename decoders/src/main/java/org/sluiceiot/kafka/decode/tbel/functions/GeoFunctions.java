package org.sluiceiot.kafka.decode.tbel.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sluiceiot.kafka.decode.JsonPayload;

/** Whether a place is within a perimeter. Stateless. */
public final class GeoFunctions {
  private static final double EARTH_RADIUS_KILOMETRES = 6_371.0087714;

  private GeoFunctions() {}

  /**
   * @param perimeter {@code {"latitude", "longitude", "radius", "radiusUnit"}}; the unit is METER
   *     unless given: KILOMETER, FOOT, MILE or NAUTICAL_MILE
   */
  public static boolean isInsideCircle(double latitude, double longitude, String perimeter)
      throws JsonProcessingException {
    JsonNode circle = JsonPayload.MAPPER.readTree(perimeter);
    double kilometres =
        distance(latitude, longitude, number(circle, "latitude"), number(circle, "longitude"));
    double perKilometre =
        switch (circle.has("radiusUnit") ? circle.get("radiusUnit").asText() : "METER") {
          case "METER" -> 1_000;
          case "KILOMETER" -> 1;
          case "FOOT" -> 3_280.84;
          case "MILE" -> 0.62137;
          case "NAUTICAL_MILE" -> 0.539957;
          default -> throw new IllegalArgumentException("unknown radiusUnit in " + perimeter);
        };
    return number(circle, "radius") > kilometres * perKilometre;
  }

  private static double number(JsonNode node, String name) {
    return Double.parseDouble(node.path(name).asText());
  }

  private static double distance(double lat1, double lon1, double lat2, double lon2) {
    double a = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double b = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double h = a * a + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * b * b;
    return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /**
   * @param perimeter {@code [[lat, lon], …]}, two corners being a rectangle, or such rings in lists
   *     of any depth: inside is what lies in one of them, but for rings within another one, which
   *     are holes
   */
  public static boolean isInsidePolygon(double latitude, double longitude, String perimeter)
      throws JsonProcessingException {
    List<double[][]> rings = new ArrayList<>();
    collect(JsonPayload.MAPPER.readTree(perimeter), rings);
    if (rings.isEmpty()) {
      throw new IllegalArgumentException("no polygon: " + perimeter);
    }
    boolean inside = false;
    for (double[][] ring : rings) {
      if (inside(latitude, longitude, ring)) {
        if (rings.stream().anyMatch(other -> within(ring, other))) {
          return false;
        }
        inside = true;
      }
    }
    return inside;
  }

  private static void collect(JsonNode node, List<double[][]> rings) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("a polygon is a list of places, not " + node);
    }
    if (!node.path(0).path(0).isNumber()) {
      node.forEach(inner -> collect(inner, rings));
      return;
    }
    double[][] ring = new double[node.size()][];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new double[] {node.get(i).path(0).asDouble(), node.get(i).path(1).asDouble()};
    }
    rings.add(ring.length == 2 ? rectangle(ring[0], ring[1]) : ring);
  }

  private static double[][] rectangle(double[] a, double[] c) {
    return new double[][] {a, {a[0], c[1]}, c, {c[0], a[1]}};
  }

  /** Whether all corners of a ring lie within another one. */
  private static boolean within(double[][] ring, double[][] other) {
    return ring != other && Arrays.stream(ring).allMatch(at -> inside(at[0], at[1], other));
  }

  /** By how often a ray from the place crosses the ring. */
  private static boolean inside(double latitude, double longitude, double[][] ring) {
    boolean inside = false;
    for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      double[] a = ring[i];
      double[] b = ring[j];
      if (a[0] > latitude != b[0] > latitude
          && longitude < (b[1] - a[1]) * (latitude - a[0]) / (b[0] - a[0]) + a[1]) {
        inside = !inside;
      }
    }
    return inside;
  }
}
