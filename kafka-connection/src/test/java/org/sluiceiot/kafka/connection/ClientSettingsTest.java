package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.fixtures.FakeHost;

class ClientSettingsTest {
  @Test
  void theOperatingSystemSizesTheSendBuffer() throws ConfigException {
    assertThat(settings("{}").properties(ProducerConfig.configNames(), Map.of()))
        .containsEntry(ProducerConfig.SEND_BUFFER_CONFIG, -1);
    assertThat(settings("{}").properties(ConsumerConfig.configNames(), Map.of()))
        .doesNotContainKey(ConsumerConfig.SEND_BUFFER_CONFIG);
  }

  @Test
  void whoSetsTheSendBufferGetsIt() throws ConfigException {
    ClientSettings settings = settings("{'send.buffer.bytes':'65536'}");
    assertThat(settings.properties(ProducerConfig.configNames(), Map.of()))
        .containsEntry(ProducerConfig.SEND_BUFFER_CONFIG, "65536");
  }

  private static ClientSettings settings(String others) throws ConfigException {
    String json = "{'bootstrapServers':'127.0.0.1:9','otherProperties':%s}";
    ConnectionConfig connection = Connections.read(Connections.json(json.formatted(others)));
    return new ClientSettings(connection, FakeHost.owner("owner"), new FakeHost());
  }
}
