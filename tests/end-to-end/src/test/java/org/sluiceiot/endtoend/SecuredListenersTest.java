package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBrokerExtension;
import org.sluiceiot.fixtures.TestAuthority;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Every way to connect, through the distribution as it ships: REST, both directions, the form's
 * connection check and {@code sluice check}. Prints a line for each.
 */
@ExtendWith(SecureBrokerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredListenersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern VERSION = Pattern.compile("Kafka version: (\\S+)");
  private static final Predicate<JsonNode> IS_OK = report -> report.path("ok").asBoolean();
  @TempDir static Path folder;
  private SecureBroker broker;
  private HostProcess host;
  private Rest operator;

  /** The broker of the tests and the host under test, started with the first test. */
  private void start(SecureBroker given) throws Exception {
    if (host == null) {
      broker = given;
      host = new HostProcess(folder.resolve("data"), jvmOptions());
      operator = host.operator();
    }
  }

  /** The host's JVM takes the tests' authority for a public one; Kafka's version is logged. */
  private List<String> jvmOptions() throws Exception {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + broker.servers().trustStore(folder.resolve("public.p12")),
        "-Djavax.net.ssl.trustStorePassword=" + TestAuthority.STORE_PASSWORD,
        "-DSLUICE_LOG_KAFKA=info");
  }

  @AfterAll
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void theNewestClientsShip() throws IOException {
    assertThat(Distribution.kafkaClients())
        .isEqualTo(System.getProperty("sluice.newest.clients.version"));
  }

  static Stream<SecuredWay> ways() {
    return Stream.of(SecuredWay.values());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void worksInBothDirections(SecuredWay way, SecureBroker given) throws Exception {
    start(given);
    ObjectNode connection = way.connection(broker);
    String in = broker.createTopic(1);
    String out = broker.createTopic(1);
    TenantSite site = TenantSite.create(operator, in, true);
    String group = "group-" + in;
    allow(in, out, site.group(group));
    ObjectNode uplink = TenantSite.uplinkConfig(group, connection, in, Map.of("type", "json"));
    ObjectNode downlink = TenantSite.downlinkConfig(connection, out);

    // A right that was granted a moment ago counts a moment later.
    await()
        .atMost(PATIENCE)
        .until(() -> site.check("integrations", "kafka-uplink", uplink).expect(200), IS_OK);
    await()
        .atMost(PATIENCE)
        .until(() -> site.check("nodes", "kafka-downlink", downlink).expect(200), IS_OK);
    tell(way, "check by REST", Distribution.kafkaClients());
    Distribution.Printed checked =
        check(connection, "--read", in, "--write", out, "--group", site.group(group));
    assertThat(checked.code()).as(checked.toString()).isZero();
    assertThat(checked.out()).contains("OK       cluster").doesNotContain("FAILED");
    assertThat(checked.error()).isEmpty();
    tell(way, "check by command line", Distribution.kafkaClients());

    site.saveChain(connection, out, true).expect(200);
    String id = site.addUplink(group, uplink).expect(201).path("id").asText();
    site.enable(id).expect(200);
    String value = "{\"device\":\"secured\",\"telemetry\":{\"temperature\":99}}";
    broker.produce(in, "k", value);
    await().atMost(PATIENCE).until(() -> site.points("secured", "temperature").size() == 1);
    tell(way, "uplink", running());
    assertThat(broker.consume(out, 1, PATIENCE)).hasSize(1);
    await().atMost(PATIENCE).until(() -> site.ended("success") == 1);
    tell(way, "downlink", running());
    site.disable(id).expect(200);
  }

  @Test
  void theHostsOwnAwsIdentityIsMissedByName(SecureBroker given) throws Exception {
    start(given);
    operator.send("PUT", "/api/plugins/kafka/settings", Map.of("mskIam", true)).expect(200);
    TenantSite site = TenantSite.create(operator, TestBroker.uniqueName("msk"), true);
    ObjectNode connection = SecuredWay.PLAIN_TLS.connection(broker);
    connection.putObject("security").put("type", "msk-iam");
    ObjectNode uplink = TenantSite.uplinkConfig("g", connection, "t", Map.of("type", "json"));
    String missing = "needs the library aws-msk-iam-auth, which this host does not have";
    for (Rest.Answer answer :
        List.of(
            site.check("integrations", "kafka-uplink", uplink),
            site.check("nodes", "kafka-downlink", TenantSite.downlinkConfig(connection, "t")),
            site.addUplink("msk", uplink),
            site.saveChain(connection, "t", true))) {
      assertThat(answer.expect(400).toString()).contains(missing).contains("connection.security");
    }
    Distribution.Printed checked = check(connection);
    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.error()).contains("security: " + missing).doesNotContain("\tat ");
    System.out.println("secured listeners: MSK IAM: " + checked.error().strip());
  }

  /** As a user with a publicly signed cluster writes it, while nothing listens there. */
  @Test
  void aBareTlsConnectionIsAcceptedAndItsBrokerMissed(SecureBroker given) throws Exception {
    start(given);
    TenantSite site = TenantSite.create(operator, TestBroker.uniqueName("bare"), true);
    ObjectNode connection = Rest.JSON.createObjectNode().put("bootstrapServers", "127.0.0.1:1");
    connection.putObject("security").put("type", "ssl");
    ObjectNode uplink = TenantSite.uplinkConfig("g", connection, "t", Map.of("type", "json"));
    site.addUplink("bare", uplink).expect(201);
    site.saveChain(connection, "t", true).expect(200);
    Distribution.Printed checked = check(connection);
    assertThat(checked.code()).as(checked.toString()).isEqualTo(1);
    assertThat(checked.out()).contains("FAILED   tcp            nothing listens on 127.0.0.1:1");
    assertThat(checked.error()).isEmpty();
  }

  private void allow(String in, String out, String group) {
    broker.allowAll(ResourceType.TOPIC, in, AclOperation.READ);
    broker.allowAll(ResourceType.TOPIC, out, AclOperation.WRITE);
    broker.allowAll(ResourceType.TOPIC, group + ".dead-letter", AclOperation.WRITE);
    broker.allowAll(ResourceType.GROUP, group, AclOperation.READ);
  }

  private Distribution.Printed check(ObjectNode connection, String... arguments) throws Exception {
    Path file = folder.resolve("connection.json");
    Files.writeString(file, connection.toString());
    return Distribution.run(
        jvmOptions(),
        Map.of("SLUICE_LOG_KAFKA", "error"),
        Stream.concat(Stream.of("check", file.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** One line for who reads the build's output. */
  private static void tell(SecuredWay way, String what, String version) {
    System.out.printf(
        "secured listeners: %-36s | %-21s | kafka-clients %s | ok%n", way, what, version);
  }

  /** What the running host says that its clients are; the plugin jar must carry just that. */
  private String running() throws IOException {
    TreeSet<String> versions = new TreeSet<>();
    Matcher told = VERSION.matcher(Files.readString(host.log()));
    while (told.find()) {
      versions.add(told.group(1));
    }
    assertThat(versions).containsExactly(Distribution.kafkaClients());
    return versions.first();
  }
}
