package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.fixtures.CanarySocket;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.kafka.connection.policy.ClientProperties;
import org.sluiceiot.kafka.connection.policy.PropertyRule;

/**
 * Configurations that attack the host. Each is refused where it is read, as at saving and at init,
 * and none loads a class, makes a file or opens a connection.
 */
class HostileConfigurationTest {
  private static final String CANARY_CLASS = "org.sluiceiot.kafka.connection.Canary";
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  @TempDir Path directory;
  private CanarySocket socket;
  private Path made;
  private final List<DynamicTest> tests = new ArrayList<>();
  private Set<Path> before;

  @BeforeEach
  void setCanaries() throws IOException {
    socket = new CanarySocket("127.0.0.1");
    made = directory.resolve("made-by-an-attack");
    Files.writeString(directory.resolve("secret.properties"), "password=file-c0ntent");
    before = files();
  }

  @AfterEach
  void noSideEffect() throws IOException {
    assertThat(Canary.Loads.COUNT).as("classes loaded").hasValue(0);
    assertThat(files()).as("files").isEqualTo(before);
    assertThat(socket.connections()).as("connections").isZero();
    socket.close();
  }

  @TestFactory
  Stream<DynamicTest> areRefusedWithoutSideEffect() {
    forbiddenProperties();
    values();
    jaas();
    pasted();
    servers();
    endpoints();
    assertThat(tests).hasSizeGreaterThanOrEqualTo(60);
    return tests.stream();
  }

  /** Every property that is not allowed, with a value that would do harm. */
  private void forbiddenProperties() {
    Set<String> keys = new TreeSet<>(ProducerConfig.configNames());
    keys.addAll(ConsumerConfig.configNames());
    keys.addAll(AdminClientConfig.configNames());
    keys.add("config.providers");
    keys.add("config.providers.file.class");
    keys.add("metrics.context.x");
    keys.add("no.such.property");
    for (String key : keys) {
      if (!(ClientProperties.rule(key) instanceof PropertyRule.Allowed)) {
        property(key, harmful(key));
      }
    }
  }

  private String harmful(String key) {
    if (key.endsWith(".url")) {
      return "http://127.0.0.1:" + socket.port() + "/";
    }
    if (key.endsWith(".location") || key.endsWith(".file")) {
      return directory.resolve("secret.properties").toString();
    }
    return key.endsWith(".cmd") ? "touch " + made : CANARY_CLASS;
  }

  private void values() {
    property("client.rack", "${file:" + directory + "/secret.properties:password}");
    property("client.rack", "${env:PATH}");
    property("acks", "x".repeat(10 << 20));
    property("linger.ms", "9".repeat(10 << 20));
    property("compression.type", "gzip\nsecurity.providers=" + CANARY_CLASS);
    property("buffer.memory", Long.toString(Long.MAX_VALUE));
    property("x".repeat(10 << 20), "1");
    property("acks\u0000", "all");
    property(" config.providers", "file");
    property("CONFIG.PROVIDERS", "file");
  }

  private void jaas() {
    for (String value :
        List.of(
            "x\"; " + CANARY_CLASS + " required a=\"b",
            "x\nsasl.login.class=" + CANARY_CLASS,
            "x\r\ny",
            "${env:HOME}",
            "\u0000",
            "x".repeat(10 << 20))) {
      ObjectNode json = base();
      ObjectNode sasl = json.putObject("security").put("type", "sasl-ssl").putObject("sasl");
      sasl.put("type", "plain").put("username", value.contains("\";") ? value + "\n" : value);
      sasl.put("password", "p");
      refused("user name " + shown(value), json);
    }
  }

  private void pasted() {
    String protocol = "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=";
    for (String text :
        List.of(
            protocol + CANARY_CLASS + " required username=\"u\" password=\"p\";",
            protocol
                + "com.sun.security.auth.module.JndiLoginModule required username=\"u\" password=\"p\";",
            protocol + MODULE + "username=\"u\" password=\"p\"; " + CANARY_CLASS + " required;",
            protocol + MODULE + "username=\"u\" password=\"p\" x=\"y\";",
            protocol + MODULE.replace("required", "optional") + "username=\"u\" password=\"p\";",
            protocol + MODULE + "username=\"${file:/etc/passwd:x}\" password=\"p\";",
            protocol + "x".repeat(60_000),
            "security.protocol=SSL\nssl.engine.factory.class=" + CANARY_CLASS,
            "security.protocol=SSL\nssl.truststore.location=/etc/passwd",
            "security.protocol=SSL\nssl.keystore.type=JKS",
            "security.protocol=NONE",
            "interceptor.classes=" + CANARY_CLASS,
            "config.providers=file\nconfig.providers.file.class=" + CANARY_CLASS,
            "sasl.mechanism=GSSAPI\nsasl.kerberos.kinit.cmd=touch " + made,
            "bootstrap.servers=127.0.0.1:" + socket.port(),
            "\\u00zz=1")) {
      refused("pasted " + shown(text), base().put("pastedProperties", text));
    }
  }

  private void servers() {
    for (String text :
        List.of(
            "${env:HOST}:9092",
            "http://127.0.0.1:" + socket.port(),
            "user:pw@127.0.0.1:9092",
            "127.0.0.1",
            "127.0.0.1:0",
            "127.0.0.1:65536",
            "127.0.0.1:9092\nx:1",
            "file:///etc/passwd",
            "a b:9092",
            "127.1:9092",
            "0x7f.0.0.1:9092",
            "2130706433:9092",
            "0177.0.0.1:9092",
            ",",
            "x".repeat(10 << 20) + ":9092")) {
      refused("servers " + shown(text), base().put("bootstrapServers", text));
    }
    for (String written :
        List.of("127.0.0.1", "127.99.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]")) {
      deniedByPolicy(written + ":" + socket.port());
    }
  }

  private void deniedByPolicy(String server) {
    ObjectNode settings =
        Connections.json("{'addresses':{'deniedRanges':['127.0.0.0/8','::1/128','0.0.0.0/8']}}");
    ObjectNode json = base().put("bootstrapServers", server);
    tests.add(
        DynamicTest.dynamicTest(
            "denied " + server,
            () -> {
              ConnectionConfig config = Connections.read(json);
              FakeHost host = new FakeHost().settings(settings);
              ConfigException refused =
                  catchThrowableOfType(
                      ConfigException.class, () -> ConnectionPolicy.check(config, host, ""));
              assertThat(refused).isNotNull();
              assertThat(
                      org.assertj.core.api.Assertions.catchThrowable(
                          () -> Connections.clients(json, host).producer(Map.of())))
                  .isInstanceOf(
                      org.sluiceiot.kafka.connection.policy.RefusedAddressException.class);
            }));
  }

  private void endpoints() {
    for (String text :
        List.of(
            "file:///etc/passwd",
            "jar:file:/x!/y",
            "ftp://127.0.0.1/x",
            "https://u:p@127.0.0.1/token",
            "https://${env:HOST}/",
            "https:///token",
            "javascript:1",
            "https://a b/")) {
      ObjectNode json = base();
      json.putObject("security")
          .put("type", "sasl-ssl")
          .putObject("sasl")
          .put("type", "oauthbearer")
          .put("tokenEndpoint", text)
          .put("clientId", "c")
          .put("clientSecret", "s");
      refused("token endpoint " + text, json);
    }
  }

  private ObjectNode base() {
    return Connections.JSON
        .createObjectNode()
        .put("bootstrapServers", "localhost:" + socket.port());
  }

  private void property(String key, String value) {
    ObjectNode json = base();
    json.putObject("otherProperties").put(key, value);
    refused("property " + shown(key) + "=" + shown(value), json);
  }

  private void refused(String name, ObjectNode json) {
    tests.add(
        DynamicTest.dynamicTest(
            tests.size() + " " + name,
            () -> {
              ConfigException refused =
                  catchThrowableOfType(ConfigException.class, () -> Connections.read(json));
              assertThat(refused).as("it should be refused").isNotNull();
              assertThat(refused.getMessage().length()).isLessThan(2000);
              assertThat(refused.getMessage()).doesNotContain("file-c0ntent", "pw@");
            }));
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.collect(java.util.stream.Collectors.toSet());
    }
  }
}
