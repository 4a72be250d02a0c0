package org.sluiceiot.kafka.decode.tbel.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Places, as ThingsBoard documents them; written apart from what is tested. */
public final class ReferenceGeo {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Double> PER_KILOMETRE =
      Map.of(
          "METER",
          1000.0,
          "KILOMETER",
          1.0,
          "FOOT",
          3280.84,
          "MILE",
          0.62137,
          "NAUTICAL_MILE",
          0.539957);

  private ReferenceGeo() {}

  public static boolean isInsideCircle(double latitude, double longitude, String perimeter)
      throws IOException {
    JsonNode circle = JSON.readTree(perimeter);
    double unit =
        PER_KILOMETRE.get(circle.has("radiusUnit") ? circle.get("radiusUnit").asText() : "METER");
    double centreLat = Math.toRadians(Double.parseDouble(circle.get("latitude").asText()));
    double centreLon = Math.toRadians(Double.parseDouble(circle.get("longitude").asText()));
    double lat = Math.toRadians(latitude);
    double lon = Math.toRadians(longitude);
    // the angle between two directions from the middle of the earth
    double[] a = direction(lat, lon);
    double[] b = direction(centreLat, centreLon);
    double chord = Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
    double kilometres = 6371.0087714 * 2 * Math.asin(chord / 2);
    return Double.parseDouble(circle.get("radius").asText()) > kilometres * unit;
  }

  private static double[] direction(double lat, double lon) {
    return new double[] {
      Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)
    };
  }

  private static double square(double value) {
    return value * value;
  }

  /** All rings together, without those that lie within another one. */
  public static boolean isInsidePolygon(double latitude, double longitude, String perimeter)
      throws IOException {
    List<Area> rings = new ArrayList<>();
    collect(JSON.readTree(perimeter), rings);
    if (rings.isEmpty()) {
      throw new IOException("nothing");
    }
    Area all = new Area();
    Area holes = new Area();
    for (Area ring : rings) {
      boolean hole = rings.stream().anyMatch(other -> other != ring && within(ring, other));
      (hole ? holes : all).add(ring);
    }
    all.subtract(holes);
    return all.contains(latitude, longitude);
  }

  private static boolean within(Area inner, Area outer) {
    Area rest = (Area) inner.clone();
    rest.subtract(outer);
    return rest.isEmpty() && !inner.equals(outer);
  }

  private static void collect(JsonNode node, List<Area> rings) {
    ArrayNode.class.cast(node);
    if (!node.path(0).path(0).isNumber()) {
      node.forEach(inner -> collect(inner, rings));
      return;
    }
    Path2D.Double path = new Path2D.Double();
    if (node.size() == 2) { // two corners are a rectangle
      corner(path, node.get(0).get(0).asDouble(), node.get(0).get(1).asDouble());
      corner(path, node.get(0).get(0).asDouble(), node.get(1).get(1).asDouble());
      corner(path, node.get(1).get(0).asDouble(), node.get(1).get(1).asDouble());
      corner(path, node.get(1).get(0).asDouble(), node.get(0).get(1).asDouble());
    } else {
      node.forEach(place -> corner(path, place.get(0).asDouble(), place.get(1).asDouble()));
    }
    path.closePath();
    rings.add(new Area(path));
  }

  private static void corner(Path2D.Double path, double lat, double lon) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(lat, lon);
    } else {
      path.lineTo(lat, lon);
    }
  }
}
