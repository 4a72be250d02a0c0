package org.sluiceiot.thingsboard.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A version of ThingsBoard, as the module of its signatures tells it.
 *
 * @param kafkaClients version of the Kafka clients that it ships
 * @param springBoot version of its web layer
 * @param lacking types, and members as {@code type#name}, that 4.3.1.3 has and it has not
 */
record ServerVersion(String name, String kafkaClients, String springBoot, Set<String> lacking) {
  private static final String FILE = "/thingsboard-versions.txt";

  /** Every version of which something is known, the oldest first. */
  static List<ServerVersion> all() {
    try (InputStream in = ServerVersion.class.getResourceAsStream(FILE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^## ")).skip(1).map(ServerVersion::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerVersion parse(String section) {
    String[] heading = section.lines().findFirst().orElseThrow().split(" [a-z-]+=");
    Set<String> lacking =
        section.lines().skip(1).filter(line -> !line.isBlank()).collect(Collectors.toSet());
    return new ServerVersion(heading[0], heading[1], heading[2], lacking);
  }

  /** Whether the server has no such type. */
  boolean lacks(String type) {
    return lacking.contains(type);
  }

  /** Whether the server has no such member, or one of another type. */
  boolean lacks(String type, String member) {
    return lacks(type) || lacking.contains(type + "#" + member);
  }

  @Override
  public String toString() {
    return name;
  }
}
