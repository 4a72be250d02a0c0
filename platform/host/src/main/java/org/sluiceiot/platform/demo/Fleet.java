package org.sluiceiot.platform.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Simulated sensors of a small site, each with a daily course and noise. For one thread. */
final class Fleet {
  private static final String[] TYPES = {"thermostat", "energy-meter", "vibration", "cold-store"};
  private static final String[] PLACES = {
    "north hall", "south hall", "roof", "boiler room", "office", "dock"
  };

  private final Random random = new Random(42);
  private final double[] phase;
  private final double[] energy;
  private int next;

  Fleet(int devices) {
    phase = new double[devices];
    energy = new double[devices];
    for (int i = 0; i < devices; i++) {
      phase[i] = random.nextDouble() * Math.PI * 2;
    }
  }

  /** The next sensor's reading; they take turns. */
  Reading read(long millis) {
    int i = next;
    next = (next + 1) % phase.length;
    String type = TYPES[i % TYPES.length];
    String place = PLACES[(i / TYPES.length) % PLACES.length];
    double course = Math.sin(millis / 60_000.0 * Math.PI * 2 + phase[i]);
    Map<String, Object> values = new LinkedHashMap<>();
    switch (type) {
      case "thermostat" -> {
        values.put("temperature", rounded(21 + 3 * course + noise(0.2)));
        values.put("humidity", rounded(45 - 8 * course + noise(1)));
        values.put("heating", course < -0.3);
      }
      case "energy-meter" -> {
        double power = 900 + 600 * course + noise(40);
        energy[i] += power / 3_600_000;
        values.put("power", rounded(power));
        values.put("energyKWh", Math.round(energy[i] * 1e6) / 1e6);
        values.put("voltage", rounded(230 + noise(1.5)));
      }
      case "vibration" -> {
        values.put("velocity", rounded(2.8 + 1.5 * course + Math.abs(noise(0.6))));
        values.put("temperature", rounded(48 + 6 * course + noise(0.5)));
      }
      default -> {
        values.put("temperature", rounded(-18 + 4 * course + noise(0.3)));
        values.put("door", course > 0.95 ? "open" : "closed");
      }
    }
    return new Reading("%s / %s %d".formatted(place, type, i + 1), type, values);
  }

  private double noise(double width) {
    return random.nextGaussian() * width;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
