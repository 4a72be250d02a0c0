package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.plugin.SluicePlugin;
import org.sluiceiot.fixtures.BrokerExtension;
import org.sluiceiot.fixtures.CommandRun;
import org.sluiceiot.fixtures.TestBroker;

@ExtendWith(BrokerExtension.class)
class CheckCommandTest {
  @TempDir Path directory;
  private CommandRun done;

  @Test
  void isOfferedByThePlugin() {
    assertThat(ServiceLoader.load(SluicePlugin.class).stream().map(ServiceLoader.Provider::get))
        .anyMatch(
            plugin ->
                plugin.commands().stream().anyMatch(CheckCommand.class::isInstance)
                    && plugin.settings().orElseThrow() == KafkaSettings.class);
  }

  @Test
  void tellsEveryLayer(TestBroker broker) throws Exception {
    String topic = broker.createTopic(1);
    Path file =
        file("{\"connection\":{\"bootstrapServers\":\"" + broker.bootstrapServers() + "\"}}");
    // The first use of any group makes the broker create the topic of offsets.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(run(file.toString(), "--read", topic, "--group", "g")).isZero();
              assertThat(done.out())
                  .contains("OK       dns", "OK       topic", "OK       group", broker.clusterId());
            });
    assertThat(run(file.toString(), "--write", "nowhere")).isEqualTo(1);
    assertThat(done.out()).contains("FAILED   topic          topic 'nowhere' does not exist");
  }

  @Test
  void tellsWrongUsage() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(run()).isEqualTo(2);
    assertThat(run("a", "b")).isEqualTo(2);
    assertThat(run("a", "--read")).isEqualTo(2);
    assertThat(run("--unknown", "x")).isEqualTo(2);
  }

  @Test
  void aConfigurationThatIsWrongIsToldInOneLineAndEndsWithTwo() throws Exception {
    refuses(directory.resolve("missing"), "there is no file");
    refuses(directory, "cannot be read");
    refuses(file("{'bootstrapServers':'x'}"), "bootstrapServers: 'x' is not");
    refuses(file("{'bootstrapServers':'x:1',\n'security':s3cret}"), "is not JSON: line 2");
    refuses(file("{'bootstrapServers':'x:1'} s3cret"), "is not JSON: line 1");
    refuses(file(""), "must be an object");
    refuses(file("null"), "must be an object");
    refuses(file("[1]"), "must be an object");
    refuses(file("{'connection':null}"), "must be an object");
    refuses(file("{'connection':{}}"), "bootstrapServers: ");
    refuses(file("{'bootstrapServers':'x:1','securty':{}}"), "securty: is not a known property");
    refuses(file("{'bootstrapServers':'x:1','security':{'type':'sl'}}"), "security.type: ");
    String wrong = "{'bootstrapServers':'x:1','security':{'type':'ssl','tls':{'%s':'%s'}}}";
    refuses(file(wrong.formatted("trustedCertificates", "s3cret")), "is not a PEM certificate");
    refuses(file(wrong.formatted("certificateChain", "s3cret")), "security.tls.privateKey");
    refuses(
        file("{'bootstrapServers':'x:1','security':{'type':'msk-iam'}}"),
        "security: needs the library aws-msk-iam-auth");
  }

  /** Reported as KAFKA-19112: with newer clients the check of the TLS texts itself failed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'ssl'}",
        "{'type':'ssl','tls':{}}",
        "{'type':'ssl','tls':{'verifyHostName':true}}",
        "{'type':'confluent-cloud','apiKey':'k','apiSecret':'s'}",
        "{'type':'event-hubs','connectionString':'Endpoint=sb://h/;SharedAccessKey=k'}",
        "{'type':'sasl-ssl','sasl':{'type':'plain','username':'u','password':'p'}}",
        "{'type':'sasl-ssl','sasl':{'type':'scram','algorithm':'sha-256','username':'u','password':'p'}}",
        "{'type':'sasl-ssl','sasl':{'type':'oauthbearer','tokenEndpoint':'https://h/t',"
            + "'clientId':'c','clientSecret':'s'}}"
      })
  void everyKindOfTlsWithPublicAuthoritiesReachesTheNetwork(String security) throws Exception {
    Path file = file("{'bootstrapServers':'127.0.0.1:1','security':" + security + "}");
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(done.out()).contains("FAILED   tcp            nothing listens on 127.0.0.1:1");
    assertThat(done.error()).isEmpty();
  }

  private void refuses(Path file, String text) {
    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(done.error()).contains(text).doesNotContain("s3cret", "\tat ", "Exception");
    assertThat(done.out()).isEmpty();
  }

  private Path file(String json) throws Exception {
    return Files.writeString(directory.resolve("connection.json"), json.replace('\'', '"'));
  }

  private int run(String... arguments) {
    done = CommandRun.of(new CheckCommand(), arguments);
    return done.code();
  }
}
