package org.sluiceiot.kafka.downlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.kafka.downlink.config.Acks;
import org.sluiceiot.kafka.downlink.config.Compression;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;

class StockConfigTest {
  private static final String DEFAULTS =
      "{'topicPattern':'my-topic','keyPattern':null,'bootstrapServers':'localhost:9092',"
          + "'retries':0,'batchSize':16384,'linger':0,'bufferMemory':33554432,'acks':'-1',"
          + "'otherProperties':{},'addMetadataKeyValuesAsKafkaHeaders':false,"
          + "'kafkaHeadersCharset':'UTF-8'}";

  private static DownlinkConfig read(JsonNode stock) throws ConfigException {
    return ConfigReader.read(new KafkaDownlink().upgrade(1, stock), DownlinkConfig.class);
  }

  @Test
  void defaultsOfVersionOne() throws ConfigException {
    DownlinkConfig config = read(Messages.json(DEFAULTS));
    assertThat(config.connection().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.topic()).isEqualTo("my-topic");
    assertThat(config.key()).isEmpty();
    assertThat(config.timestamp()).isEmpty();
    assertThat(config.headers().metadata()).isFalse();
    assertThat(config.sending().acks()).isEqualTo(Acks.ALL);
    // What nobody chose is as in a node that was never the stock one.
    assertThat(config.sending())
        .isEqualTo(
            ConfigReader.read(Messages.config("b:1", "t", ""), DownlinkConfig.class).sending());
    assertThat(config.sending().bufferMemory().bytes()).isEqualTo(33_554_432);
  }

  @Test
  void versionZeroHasSerializersThatMeanNothingHere() throws ConfigException {
    ObjectNode stock = (ObjectNode) Messages.json(DEFAULTS);
    stock.put("keySerializer", "org.apache.kafka.common.serialization.StringSerializer");
    stock.put("valueSerializer", "org.apache.kafka.common.serialization.StringSerializer");
    stock.remove("keyPattern");
    assertThat(new KafkaDownlink().upgrade(0, stock).has("keySerializer")).isFalse();
    assertThat(read(stock).topic()).isEqualTo("my-topic");
  }

  @Test
  void everyFieldArrives() throws ConfigException {
    ObjectNode stock = (ObjectNode) Messages.json(DEFAULTS);
    stock.put("topicPattern", "t.${deviceName}.$[a.b]").put("keyPattern", "${deviceName}");
    stock.put("linger", 7).put("batchSize", 1000).put("acks", "1");
    stock.put("addMetadataKeyValuesAsKafkaHeaders", true).put("kafkaHeadersCharset", "ISO-8859-1");
    ObjectNode other = stock.putObject("otherProperties");
    other.put("compression.type", "lz4").put("delivery.timeout.ms", "45000");
    other.put("max.block.ms", "60000");
    DownlinkConfig config = read(stock);
    assertThat(config.topic()).isEqualTo("t.${deviceName}.$[a.b]");
    assertThat(config.key()).isEqualTo("${deviceName}");
    assertThat(config.sending().linger()).isEqualTo(Duration.ofMillis(7));
    assertThat(config.sending().batchSize().bytes()).isEqualTo(1000);
    assertThat(config.sending().acks()).isEqualTo(Acks.LEADER);
    assertThat(config.sending().compression()).isEqualTo(Compression.LZ4);
    assertThat(config.sending().deliveryTimeout()).isEqualTo(Duration.ofSeconds(45));
    assertThat(config.headers().metadata()).isTrue();
    assertThat(config.headers().metadataPrefix()).isEqualTo("tb_msg_md_");
    assertThat(config.headers().charset()).isEqualTo("ISO-8859-1");
    assertThat(config.connection().otherProperties()).isEmpty();
  }

  @Test
  void aTimeLimitThatLeavesNoRoomForOurLingerStaysValid() throws ConfigException {
    ObjectNode stock = (ObjectNode) Messages.json(DEFAULTS);
    stock.putObject("otherProperties").put("delivery.timeout.ms", "30000");
    assertThat(read(stock).sending().linger()).isZero();
    assertThat(read(stock).sending().deliveryTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void ownConfigurationIsLeftAlone() throws ConfigException {
    JsonNode own = Messages.config("b:1", "t", "");
    assertThat(new KafkaDownlink().upgrade(2, own)).isSameAs(own);
  }

  @Test
  void anUnknownAcksIsSaidInWords() {
    ObjectNode stock = (ObjectNode) Messages.json(DEFAULTS);
    stock.put("acks", "2");
    assertThatThrownBy(() -> read(stock)).hasMessageContaining("acks: '2' is not known");
  }
}
