package org.sluiceiot.kafka.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.kafka.connection.SecurityTerms;
import org.sluiceiot.kafka.decode.tbel.TbelDecoderConfig;
import org.sluiceiot.kafka.uplink.config.UplinkConfig;

class PeIntegrationTest {
  private static final String CONVERTER =
      """
      {"name":"Meters","type":"UPLINK","debugMode":false,
       "configuration":{"scriptLang":"%s","decoder":"return {a: 1};","tbelDecoder":"return {b: 2};",
                        "encoder":null,"updateOnlyKeys":["model"]},
       "additionalInfo":{"description":""}}\
      """;

  private final KafkaUplink uplink = new KafkaUplink();

  @Test
  void theDocumentOfThingsBoardPeIsMapped() throws Exception {
    JsonNode document =
        Uplinks.json(
            "{'name':'n','type':'KAFKA','enabled':true,'remote':false,"
                + "'allowCreateDevicesOrAssets':false,'configuration':{'clientConfiguration':{"
                + "'groupId':'g','clientId':'c','topics':'a, b','bootstrapServers':'h:9092',"
                + "'pollInterval':5000,'autoCreateTopics':false,'otherProperties':{}},"
                + "'metadata':{'k':'v'}}}");
    UplinkConfig config = ConfigReader.read(uplink.upgrade(0, document), UplinkConfig.class);
    assertThat(config.topics()).containsExactly("a", "b");
    assertThat(config.groupId()).isEqualTo("g");
    assertThat(config.connection().bootstrapServers()).isEqualTo("h:9092");
    assertThat(config.metadata()).containsEntry("k", "v");
    assertThat(config.entities().create()).isFalse();
  }

  @Test
  void theConfluentRecipeBecomesSecurity() throws Exception {
    JsonNode document =
        Uplinks.json(
            "{'configuration':{'clientConfiguration':{'topics':'a','bootstrapServers':'h:9092',"
                + "'otherProperties':{'ssl.endpoint.identification.algorithm':'https',"
                + "'sasl.mechanism':'PLAIN','security.protocol':'SASL_SSL','sasl.jaas.config':"
                + "'org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\\\"KEY\\\" password=\\\"SECRET\\\";'}}}}");
    UplinkConfig config = ConfigReader.read(uplink.upgrade(0, document), UplinkConfig.class);
    SecurityTerms terms = config.connection().terms();
    assertThat(terms.sasl()).isNotNull();
    assertThat(terms.tls()).isNotNull();
  }

  @Test
  void whatStandsBesideThePropertiesOfPeStays() throws Exception {
    String client =
        "'clientConfiguration':{'topics':'a','bootstrapServers':'h:9092','groupId':'g'}";
    String own =
        "'decoder':{'type':'tbel','script':'return {};'},'startAt':'latest',"
            + "'entities':{'create':false},'connection':{'preset':'none'},'groupId':'mine'";
    for (String document :
        List.of(
            "{" + client + ",'metadata':{'k':'v'}," + own + "}",
            "{'name':'n','type':'KAFKA','configuration':{" + client + "}," + own + "}",
            "{'name':'n','type':'KAFKA','configuration':{" + client + "," + own + "}}")) {
      JsonNode upgraded = uplink.upgrade(0, Uplinks.json(document));
      assertThat(upgraded.at("/decoder/type").asText()).isEqualTo("tbel");
      assertThat(upgraded.path("startAt").asText()).isEqualTo("latest");
      assertThat(upgraded.path("groupId").asText()).isEqualTo("mine");
      assertThat(upgraded.at("/entities/create").asBoolean(true)).isFalse();
      assertThat(upgraded.at("/connection/bootstrapServers").asText()).isEqualTo("h:9092");
      assertThat(upgraded.at("/connection/preset").asText()).isEqualTo("none");
      assertThat(upgraded.has("name")).isFalse();
    }
  }

  @Test
  void aMistypedPropertyBesideThoseOfPeIsNotDropped() throws Exception {
    JsonNode upgraded =
        uplink.upgrade(
            0,
            Uplinks.json(
                "{'starAt':'latest',"
                    + "'clientConfiguration':{'topics':'a','bootstrapServers':'h:9092'}}"));
    assertThat(ConfigReader.tryRead(upgraded, UplinkConfig.class).unknown())
        .extracting(problem -> problem.path())
        .containsExactly("starAt");
  }

  @Test
  void aConverterAndADecoderAreRefusedWithWords() {
    assertThatThrownBy(
            () ->
                uplink.upgrade(
                    0,
                    Uplinks.json(
                        "{'converter':{'type':'UPLINK'},'decoder':{'type':'thingsboard'},"
                            + "'configuration':{'clientConfiguration':{'topics':'a',"
                            + "'bootstrapServers':'h:9092'}}}")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "decoder: stands beside 'converter', and only one can decode; remove one of them");
  }

  @Test
  void withoutTopicsItSaysSo() throws Exception {
    JsonNode document =
        Uplinks.json("{'configuration':{'clientConfiguration':{'bootstrapServers':'h:1'}}}");
    assertThatThrownBy(() -> uplink.upgrade(0, document))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("topics");
  }

  @Test
  void aConfigurationOfItsOwnStaysAsItIs() throws Exception {
    JsonNode own = Uplinks.json("{'topics':['a']}");
    assertThat(uplink.upgrade(0, own)).isEqualTo(own);
    assertThat(uplink.upgrade(1, own)).isSameAs(own);
  }

  @Test
  void aConverterAloneBecomesADecoder() throws Exception {
    assertThat(uplink.upgrade(0, Uplinks.json(CONVERTER.formatted("TBEL"))))
        .isEqualTo(
            Uplinks.json(
                "{\"decoder\":{\"type\":\"tbel\",\"script\":\"return {b: 2};\","
                    + "\"updateOnlyKeys\":[\"model\"]}}"));
    assertThat(uplink.upgrade(0, Uplinks.json(CONVERTER.formatted("JS"))).at("/decoder"))
        .isEqualTo(
            Uplinks.json(
                "{\"type\":\"javascript\",\"script\":\"return {a: 1};\","
                    + "\"updateOnlyKeys\":[\"model\"]}"));
  }

  @Test
  void aConverterBesideItsIntegrationBecomesTheDecoder() throws Exception {
    String both =
        """
        {"name":"Meters","type":"KAFKA","converter":%s,"configuration":{"clientConfiguration":
         {"topics":"a","bootstrapServers":"localhost:9092"}}}\
        """
            .formatted(CONVERTER.formatted("TBEL"));
    UplinkConfig config =
        ConfigReader.read(uplink.upgrade(0, Uplinks.json(both)), UplinkConfig.class);
    assertThat(config.decoder()).isInstanceOf(TbelDecoderConfig.class);
  }

  @Test
  void aConverterOfTheOtherDirectionIsRefused() throws Exception {
    var downlink = Uplinks.json(CONVERTER.formatted("TBEL").replace("UPLINK", "DOWNLINK"));
    assertThatThrownBy(() -> uplink.upgrade(0, downlink)).hasMessageContaining("DOWNLINK");
  }
}
