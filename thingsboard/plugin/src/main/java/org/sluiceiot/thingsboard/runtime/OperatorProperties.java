package org.sluiceiot.thingsboard.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The operator's properties: environment variables {@code SLUICE_…}, then a properties file. A name
 * is the same in both but for case and punctuation: {@code SLUICE_DATA_DIR} is {@code
 * sluice.data-dir}. Immutable.
 */
final class OperatorProperties {
  /** Looked up on the class path, where ThingsBoard's configuration directory comes first. */
  static final String FILE = "sluice.properties";

  /** Names another file. */
  static final String LOCATION = "SLUICE_CONFIG";

  private static final String PREFIX = "sluice";

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();

  private OperatorProperties() {}

  /**
   * @throws UncheckedIOException the file is named and cannot be read
   */
  static OperatorProperties load(Map<String, String> environment, ClassLoader classPath) {
    OperatorProperties result = new OperatorProperties();
    Properties file = file(environment.get(LOCATION), classPath);
    file.stringPropertyNames().forEach(name -> result.put(name, file.getProperty(name)));
    environment.forEach(result::put);
    return result;
  }

  private void put(String name, String value) {
    String plain = plain(name);
    if (plain.startsWith(PREFIX) && !name.equals(LOCATION)) {
      values.put(plain, value);
      written.put(plain, name);
    }
  }

  /** The value of a name in any of its forms; empty when not set. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(plain(name)));
  }

  /** Names as written that are none of the known ones. */
  Set<String> unknown(Set<String> known) {
    Map<String, String> rest = new HashMap<>(written);
    known.forEach(name -> rest.remove(plain(name)));
    return new TreeSet<>(rest.values());
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Properties file(String location, ClassLoader classPath) {
    Properties properties = new Properties();
    try {
      if (location != null) {
        try (Reader reader = Files.newBufferedReader(Path.of(location))) {
          properties.load(reader);
        }
        return properties;
      }
      URL beside = classPath.getResource(FILE);
      if (beside != null) {
        try (InputStream in = beside.openStream()) {
          properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the operator's properties", e);
    }
  }
}
