package org.sluiceiot.thingsboard.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.TestBroker;

/**
 * The jar at work on ThingsBoard's class path: found and started by name, from threads whose
 * context class loader is another, against a real broker, with the server's own versions of
 * everything.
 */
@ExtendWith(BrokerExtension.class)
class FlatClassPathIT {
  private static final String PACKAGE = "org.thingsboard.rule.engine.sluice.";
  private URLClassLoader server;

  @BeforeEach
  void load() throws IOException {
    server = BuiltJar.asThingsBoardLoadsIt();
  }

  @AfterEach
  void unload() throws IOException {
    server.close();
  }

  @Test
  void everyClassOfTheScannedPackageLoads() throws Exception {
    List<String> names =
        BuiltJar.classes().stream().filter(n -> n.startsWith("org/thingsboard/")).toList();
    for (String name : names) {
      String type = name.substring(0, name.length() - 6).replace('/', '.');
      assertThat(Class.forName(type, true, server).getClassLoader()).isSameAs(server);
    }
    assertThat(names).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void bothNodesAreDescribedAsTheEditorShowsThem() throws Exception {
    Map<String, Object> uplink = description("KafkaUplinkNode");
    assertThat(uplink)
        .containsEntry("name", "kafka uplink (sluice)")
        .containsEntry("inEnabled", false)
        .containsEntry("configDirective", "sluiceKafkaUplinkConfig");
    Map<String, Object> downlink = description("KafkaDownlinkNode");
    assertThat(downlink)
        .containsEntry("name", "kafka downlink (sluice)")
        .containsEntry("inEnabled", true)
        .containsEntry("configDirective", "sluiceKafkaDownlinkConfig");
    assertThat((String[]) downlink.get("relationTypes"))
        .containsExactly("Success", "Failure", "Loop");
  }

  @Test
  void theDefaultConfigurationIsMadeAsTheServerMakesIt() throws Exception {
    Class<?> mapper = server.loadClass("com.fasterxml.jackson.databind.ObjectMapper");
    for (String direction : List.of("Uplink", "Downlink")) {
      Object configuration =
          server
              .loadClass(PACKAGE + "Kafka" + direction + "Configuration")
              .getConstructor()
              .newInstance();
      Object defaults =
          configuration.getClass().getMethod("defaultConfiguration").invoke(configuration);
      Object json =
          mapper
              .getMethod("valueToTree", Object.class)
              .invoke(mapper.getConstructor().newInstance(), defaults);
      assertThat(json.toString()).contains("bootstrapServers", "localhost:9092");
      Object read =
          mapper
              .getMethod(
                  "treeToValue",
                  server.loadClass("com.fasterxml.jackson.core.TreeNode"),
                  Class.class)
              .invoke(mapper.getConstructor().newInstance(), json, configuration.getClass());
      assertThat(read).isInstanceOf(configuration.getClass());
    }
  }

  @Test
  void bothDirectionsAndTheScriptsWorkFromAForeignContextClassLoader(TestBroker broker)
      throws Exception {
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    broker.produce(in, "k", "{\"deviceName\":\"d\",\"telemetry\":{\"t\":1}}");
    broker.produce(in, "tbel", "{\"name\":\"d2\",\"value\":2}");
    broker.produce(in, "javascript", "{\"name\":\"d3\",\"value\":3}");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      List<?> result =
          (List<?>)
              call("roundTrip", broker.bootstrapServers(), in, out, UUID.randomUUID().toString());
      assertThat(new ArrayList<Object>(result))
          .containsExactly(
              "pushed [{\"t\":1}, {\"t\":2}, {\"t\":3}]", "Success " + out, "jackson 2.21.4");
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThat(broker.consume(out, 1, Duration.ofSeconds(10))).hasSize(1);
  }

  private Object call(String method, String... arguments) throws Exception {
    Class<?> visitor = server.loadClass("org.sluiceiot.thingsboard.fake.Visitor");
    assertThat(visitor.getClassLoader()).isSameAs(server);
    try {
      return visitor.getMethod(method, String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Map<String, Object> description(String type) throws Exception {
    @SuppressWarnings("unchecked")
    Class<? extends Annotation> marker =
        (Class<? extends Annotation>) server.loadClass("org.thingsboard.rule.engine.api.RuleNode");
    Annotation found = server.loadClass(PACKAGE + type).getAnnotation(marker);
    Map<String, Object> values = new HashMap<>();
    for (var member : marker.getDeclaredMethods()) {
      values.put(member.getName(), member.invoke(found));
    }
    return values;
  }
}
