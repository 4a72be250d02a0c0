package org.sluiceiot.thingsboard.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts file: per type its declaration and the lines of its members. */
final class Facts {
  private final Map<String, List<String>> sections = new LinkedHashMap<>();

  private Facts(String text) {
    for (String section : text.split("(?m)^## ")) {
      List<String> lines = section.lines().map(String::strip).toList();
      List<String> members = new ArrayList<>(lines.subList(1, lines.size()));
      members.removeIf(line -> line.isEmpty() || line.startsWith("#"));
      sections.put(lines.get(0), members);
    }
  }

  static Facts load() {
    try (InputStream in = Facts.class.getResourceAsStream("/thingsboard-signatures.txt")) {
      return new Facts(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean knows(Class<?> type) {
    return sections.containsKey(type.getName());
  }

  /** The line that declares the type. */
  String declaration(Class<?> type) {
    return sections.get(type.getName()).get(0);
  }

  /** The lines of its members. */
  List<String> members(Class<?> type) {
    List<String> section = sections.get(type.getName());
    return section.subList(1, section.size());
  }
}
