package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBroker.Listener;
import org.sluiceiot.fixtures.TestAuthority;
import org.sluiceiot.fixtures.TokenEndpoint;

/** Connections to the {@link SecureBroker}, as JSON that tests may spoil. */
final class Connections {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Owner OWNER = FakeHost.owner("owner");

  private Connections() {}

  /** JSON with single quotes. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode good(SecureBroker broker, Listener listener) {
    ObjectNode connection = JSON.createObjectNode();
    connection.put("bootstrapServers", broker.bootstrapServers(listener));
    ObjectNode security = connection.putObject("security");
    switch (listener) {
      case MTLS -> {
        TestAuthority.Identity client = broker.clients().issue("client");
        tls(security.put("type", "ssl"), broker)
            .put("certificateChain", client.chain())
            .put("privateKey", client.keyPem("key password"))
            .put("keyPassword", "key password");
      }
      case SCRAM ->
          security
              .put("type", "sasl-plaintext")
              .set("sasl", scram(SecureBroker.SCRAM_USER, SecureBroker.SCRAM_PASSWORD));
      case PLAINLOGIN -> {
        tls(security.put("type", "sasl-ssl"), broker);
        security
            .putObject("sasl")
            .put("type", "plain")
            .put("username", SecureBroker.PLAIN_USER)
            .put("password", SecureBroker.PLAIN_PASSWORD);
      }
      case OAUTH -> {
        tls(security.put("type", "sasl-ssl"), broker);
        security
            .putObject("sasl")
            .put("type", "oauthbearer")
            .put("tokenEndpoint", broker.tokens().address("/token"))
            .put("clientId", TokenEndpoint.CLIENT)
            .put("clientSecret", TokenEndpoint.SECRET)
            .put("trustedCertificates", broker.servers().pem());
      }
      case LOST, ASTRAY -> security.put("type", "plaintext");
      default -> tls(security.put("type", "ssl"), broker);
    }
    return connection;
  }

  static ObjectNode scram(String user, String password) {
    return JSON.createObjectNode()
        .put("type", "scram")
        .put("algorithm", "sha-512")
        .put("username", user)
        .put("password", password);
  }

  private static ObjectNode tls(ObjectNode security, SecureBroker broker) {
    return security.putObject("tls").put("trustedCertificates", broker.servers().pem());
  }

  static ConnectionConfig read(JsonNode json) throws ConfigException {
    return ConfigReader.read(json, ConnectionConfig.class);
  }

  static KafkaClients clients(JsonNode json, FakeHost host) {
    try {
      return new KafkaClients(read(json), OWNER, host);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static KafkaClients clients(JsonNode json) {
    return clients(json, new FakeHost());
  }
}
