package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBrokerExtension;
import org.sluiceiot.fixtures.TestAuthority;
import org.sluiceiot.fixtures.TestBroker;

/**
 * The preset for Amazon MSK as far as it goes without AWS: Amazon's own library is added as an
 * operator adds it, and the broker does not offer its login.
 */
@ExtendWith(SecureBrokerExtension.class)
class AwsIdentityTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir Path folder;

  @Test
  void theBrokerIsReachedAndAskedForTheLogin(SecureBroker broker) throws Exception {
    List<String> options = jvmOptions(broker);
    ObjectNode connection = SecuredWay.PLAIN_TLS.connection(broker);
    connection.putObject("security").put("type", "msk-iam");
    Path file = Files.writeString(folder.resolve("connection.json"), connection.toString());
    Distribution.Printed checked = Distribution.run(options, Map.of(), "check", file.toString());
    assertThat(checked.code()).as(checked.toString()).isEqualTo(1);
    assertThat(checked.out())
        .contains("FAILED   sasl           the broker does not offer the login mechanism")
        .contains("AWS_MSK_IAM")
        .contains("it offers PLAIN");
    assertThat(checked.error()).doesNotContain("\tat ");
    try (HostProcess host = new HostProcess(folder.resolve("data"), options)) {
      overRest(host.operator(), connection);
    }
    System.out.printf(
        "secured listeners: %-36s | reaches the login     | kafka-clients %s | ok%n",
        "preset Amazon MSK", Distribution.kafkaClients());
  }

  private static void overRest(Rest operator, ObjectNode connection) {
    TenantSite site = TenantSite.create(operator, TestBroker.uniqueName("msk"), true);
    ObjectNode uplink = TenantSite.uplinkConfig("g", connection, "t", Map.of("type", "json"));
    assertThat(site.check("integrations", "kafka-uplink", uplink).body().toString())
        .contains("the operator does not permit it");
    operator.send("PUT", "/api/plugins/kafka/settings", Map.of("mskIam", true)).expect(200);
    JsonNode report = site.check("integrations", "kafka-uplink", uplink).expect(200);
    assertThat(report.toString()).contains("does not offer the login mechanism AWS_MSK_IAM");
    String id = site.addUplink("msk", uplink).expect(201).path("id").asText();
    site.enable(id).expect(200);
    // Here the login is Kafka's client's own, with Amazon's library.
    await()
        .atMost(PATIENCE)
        .until(
            () -> site.integration(id).path("status").toString(),
            status -> status.contains("sasl: the login fails") && status.contains("AWS_MSK_IAM"));
    site.disable(id).expect(200);
  }

  /** The distribution's plugin, with Amazon's library in the folder of its name. */
  private List<String> jvmOptions(SecureBroker broker) throws Exception {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.copy(
        Distribution.DIST.resolve("plugins/sluice-kafka.jar"), plugins.resolve("sluice-kafka.jar"));
    Path library = Path.of(System.getProperty("sluice.aws.library"));
    Files.copy(
        library,
        Files.createDirectories(plugins.resolve("sluice-kafka")).resolve(library.getFileName()));
    List<String> options = new ArrayList<>();
    options.add("-Dsluice.plugins=" + plugins);
    options.add(
        "-Djavax.net.ssl.trustStore=" + broker.servers().trustStore(folder.resolve("public.p12")));
    options.add("-Djavax.net.ssl.trustStorePassword=" + TestAuthority.STORE_PASSWORD);
    options.add("-Daws.disableEc2Metadata=true");
    return options;
  }
}
