package org.sluiceiot.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBroker.Listener;

/** A way to write a connection, and the listener that it leads to. */
enum SecuredWay {
  PLAINTEXT("PLAINTEXT", null),
  SSL("SSL", Listener.SSL),
  PUBLIC("SSL, publicly signed", Listener.SSL),
  MTLS("SSL, mutual", Listener.MTLS),
  SCRAM("SASL_PLAINTEXT SCRAM-SHA-512", Listener.SCRAM),
  SCRAM_TLS("SASL_SSL SCRAM-SHA-256", Listener.SCRAMTLS),
  PLAIN_TLS("SASL_SSL PLAIN", Listener.PLAINLOGIN),
  OAUTH("SASL_SSL OAUTHBEARER", Listener.OAUTH),
  CONFLUENT("preset Confluent Cloud", Listener.PLAINLOGIN),
  PASTED("pasted Confluent Cloud properties", Listener.PLAINLOGIN),
  EVENT_HUBS("preset Azure Event Hubs", Listener.PLAINLOGIN);

  private final String text;
  private final Listener listener;

  SecuredWay(String text, Listener listener) {
    this.text = text;
    this.listener = listener;
  }

  /** The property {@code connection}. */
  ObjectNode connection(SecureBroker broker) {
    if (listener == null) {
      return Rest.JSON.createObjectNode().put("bootstrapServers", broker.bootstrapServers());
    }
    ObjectNode connection = broker.connection(listener);
    switch (this) {
      case PUBLIC -> connection.putObject("security").put("type", "ssl");
      case CONFLUENT ->
          connection
              .putObject("security")
              .put("type", "confluent-cloud")
              .put("apiKey", SecureBroker.PLAIN_USER)
              .put("apiSecret", SecureBroker.PLAIN_PASSWORD);
      case PASTED -> {
        connection.remove("security");
        connection.put("pastedProperties", recipe(broker.bootstrapServers(listener)));
      }
      case EVENT_HUBS ->
          connection
              .putObject("security")
              .put("type", "event-hubs")
              .put("connectionString", SecureBroker.EVENT_HUBS_STRING);
      default -> {
        // As the fixture writes it.
      }
    }
    return connection;
  }

  /** What Confluent Cloud's page shows for a Java client. */
  private static String recipe(String servers) {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(SecureBroker.PLAIN_USER, escaped(SecureBroker.PLAIN_PASSWORD));
    return """
        # Required connection configs for Kafka producer, consumer, and admin
        bootstrap.servers=%s
        security.protocol=SASL_SSL
        sasl.jaas.config=%s
        sasl.mechanism=PLAIN
        # Required for correctness in Apache Kafka clients prior to 2.6
        client.dns.lookup=use_all_dns_ips

        # Best practice for higher availability in Apache Kafka clients prior to 3.0
        session.timeout.ms=45000

        # Best practice for Kafka producer to prevent data loss
        acks=all
        client.id=ccloud-java-client-1
        """
        .formatted(servers, login.replace("\\", "\\\\"));
  }

  /** For the quotes of a login module's option. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Override
  public String toString() {
    return text;
  }
}
