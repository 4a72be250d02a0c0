package org.sluiceiot.platform.broker;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a broker shall be. Immutable; each {@code with} method returns a changed copy.
 *
 * @param listeners security protocol by listener name, the first is the one that {@link
 *     KafkaBroker#bootstrapServers()} names; never empty
 * @param properties further server properties; they win over the preset ones
 * @param host the name under which listeners are advertised; they bind to 127.0.0.1
 * @param advertised address by listener name, for listeners that are advertised elsewhere
 * @param fixed port by listener name, for listeners that shall not get a free one; 1 to 65535
 * @param directory where the data lives and stays; null for a temporary folder
 * @param library directory of Kafka's jars
 * @param jvmArguments of the broker's process
 */
public record BrokerOptions(
    Map<String, String> listeners,
    Map<String, String> properties,
    String host,
    Map<String, String> advertised,
    Map<String, Integer> fixed,
    Path directory,
    Path library,
    List<String> jvmArguments) {
  /** System property that names the directory of Kafka's jars. */
  public static final String LIBRARY = "sluice.broker.lib";

  public BrokerOptions {
    listeners = Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
    properties = Map.copyOf(properties);
    advertised = Map.copyOf(advertised);
    fixed = Map.copyOf(fixed);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /** One plain-text listener, a temporary folder, a small heap. */
  public static BrokerOptions defaults() {
    return new BrokerOptions(
        Map.of("PLAINTEXT", "PLAINTEXT"),
        Map.of(),
        "127.0.0.1",
        Map.of(),
        Map.of(),
        null,
        Path.of(System.getProperty(LIBRARY, "platform/broker/target/kafka")),
        List.of("-Xmx512m", "-Xms128m", "-XX:+UseSerialGC", "-Xshare:auto"));
  }

  /**
   * Adds a listener.
   *
   * @param name upper case; properties such as {@code listener.name.<name>.…} may follow
   * @param protocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
   */
  public BrokerOptions withListener(String name, String protocol) {
    Map<String, String> more = new LinkedHashMap<>(listeners);
    more.put(name, protocol);
    return new BrokerOptions(
        more, properties, host, advertised, fixed, directory, library, jvmArguments);
  }

  /** Adds or replaces a server property. */
  public BrokerOptions withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new BrokerOptions(
        listeners, more, host, advertised, fixed, directory, library, jvmArguments);
  }

  /** Advertises all listeners under this name, which must resolve to 127.0.0.1. */
  public BrokerOptions withHost(String name) {
    return new BrokerOptions(
        listeners, properties, name, advertised, fixed, directory, library, jvmArguments);
  }

  /** Advertises one listener at this address ({@code host:port}), whoever may be there. */
  public BrokerOptions withAdvertised(String listener, String address) {
    Map<String, String> more = new LinkedHashMap<>(advertised);
    more.put(listener, address);
    return new BrokerOptions(
        listeners, properties, host, more, fixed, directory, library, jvmArguments);
  }

  /** Serves this listener on this port, also after {@link KafkaBroker#start} of another process. */
  public BrokerOptions withPort(String listener, int port) {
    Map<String, Integer> more = new LinkedHashMap<>(fixed);
    more.put(listener, port);
    return new BrokerOptions(
        listeners, properties, host, advertised, more, directory, library, jvmArguments);
  }

  /** Keeps the data in this directory, also after {@link KafkaBroker#close}. */
  public BrokerOptions withDirectory(Path path) {
    return new BrokerOptions(
        listeners, properties, host, advertised, fixed, path, library, jvmArguments);
  }

  /** Takes Kafka's jars from this directory. */
  public BrokerOptions withLibrary(Path path) {
    return new BrokerOptions(
        listeners, properties, host, advertised, fixed, directory, path, jvmArguments);
  }

  /** Replaces the arguments of the broker's JVM. */
  public BrokerOptions withJvmArguments(List<String> arguments) {
    return new BrokerOptions(
        listeners, properties, host, advertised, fixed, directory, library, arguments);
  }
}
