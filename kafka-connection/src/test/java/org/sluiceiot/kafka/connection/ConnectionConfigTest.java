package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.sasl.OauthSasl;
import org.sluiceiot.kafka.connection.sasl.PlainSasl;
import org.sluiceiot.kafka.connection.sasl.ScramSasl;

class ConnectionConfigTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAIN_JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username='KEY' password='SECRET';";

  @Test
  void needsNothingButServers() throws Exception {
    ConnectionConfig config = read("{'bootstrapServers':' a:9092, [::1]:9093,,a:9092 '}");
    assertThat(config.servers())
        .containsExactly(new HostPort("a", 9092), new HostPort("::1", 9093));
    assertThat(config.terms()).isEqualTo(new SecurityTerms(SecurityProtocol.PLAINTEXT, null, null));
    assertThat(config.furtherProperties()).isEmpty();
  }

  @Test
  void confluentCloudNeedsKeyAndSecretOnly() throws Exception {
    ConnectionConfig config =
        read(
            "{'bootstrapServers':'a:1','security':{'type':'confluent-cloud','apiKey':'k','apiSecret':'s'}}");
    assertThat(config.terms().protocol()).isEqualTo(SecurityProtocol.SASL_SSL);
    assertThat(config.terms().tls().verifyHostName()).isTrue();
    assertThat(config.terms().sasl()).isInstanceOf(PlainSasl.class);
    assertThat(config.toString()).doesNotContain("apiSecret=s");
  }

  @Test
  void readsThePropertiesThatConfluentCloudShows() throws Exception {
    ConnectionConfig config =
        pasted(
            """
            # Required connection configs for Kafka producer, consumer, and admin
            bootstrap.servers=a:1
            security.protocol=SASL_SSL
            sasl.jaas.config=%s
            sasl.mechanism=PLAIN
            # Required for correctness in Apache Kafka clients prior to 2.6
            client.dns.lookup=use_all_dns_ips
            session.timeout.ms=45000
            acks=all
            client.id=ccloud-java-client-1
            """
                .formatted(PLAIN_JAAS));
    PlainSasl plain = (PlainSasl) config.terms().sasl();
    assertThat(plain.username()).isEqualTo("KEY");
    assertThat(plain.password().reveal()).isEqualTo("SECRET");
    assertThat(config.furtherProperties())
        .containsOnlyKeys("client.dns.lookup", "session.timeout.ms", "acks");
  }

  @Test
  void readsPastedScramAndOauth() throws Exception {
    ScramSasl scram =
        (ScramSasl)
            pasted(
                    """
                    security.protocol=SASL_PLAINTEXT
                    sasl.mechanism=SCRAM-SHA-256
                    sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="u" password="p\\\\"q";
                    """)
                .terms()
                .sasl();
    assertThat(scram.mechanism()).isEqualTo("SCRAM-SHA-256");
    assertThat(scram.password().reveal()).isEqualTo("p\"q");
    OauthSasl oauth =
        (OauthSasl)
            pasted(
                    """
                    security.protocol=SASL_SSL
                    sasl.mechanism=OAUTHBEARER
                    sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
                    sasl.oauthbearer.token.endpoint.url=https://login.example/token
                    sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId='c' clientSecret='s' scope='x' extension_logicalCluster='lkc-1';
                    """)
                .terms()
                .sasl();
    assertThat(oauth.endpoint().getHost()).isEqualTo("login.example");
    assertThat(oauth.extensions()).containsEntry("logicalCluster", "lkc-1");
  }

  @Test
  void tellsEveryProblemWithItsPath() {
    assertThat(
            problems("{'bootstrapServers':'https://a:1,b,c:99999','otherProperties':{'acks':'2'}}"))
        .extracting(Problem::path)
        .containsExactly(
            "bootstrapServers", "bootstrapServers", "bootstrapServers", "otherProperties.acks");
    assertThat(
            problems(
                "{'bootstrapServers':'a:1','security':{'type':'sasl-ssl','sasl':{'type':'plain',"
                    + "'username':'u\\n','password':'${env:X}'}}}"))
        .extracting(Problem::path)
        .containsExactly("security.sasl.username", "security.sasl.password");
  }

  @Test
  void refusesPastedAndWrittenSecurityTogether() {
    assertThat(
            problems(
                "{'bootstrapServers':'a:1','security':{'type':'ssl'},'pastedProperties':'acks=all'}"))
        .extracting(Problem::path)
        .containsExactly("pastedProperties");
  }

  private static ConnectionConfig pasted(String properties) throws ConfigException {
    return ConfigReader.read(
        JSON.createObjectNode().put("bootstrapServers", "a:1").put("pastedProperties", properties),
        ConnectionConfig.class);
  }

  private static ConnectionConfig read(String json) throws Exception {
    return ConfigReader.read(JSON.readTree(json.replace('\'', '"')), ConnectionConfig.class);
  }

  private static List<Problem> problems(String json) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(json));
    assertThat(refused).as("the configuration should be refused").isNotNull();
    return refused.problems();
  }
}
