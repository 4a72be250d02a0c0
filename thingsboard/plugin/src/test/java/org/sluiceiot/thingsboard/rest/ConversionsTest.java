package org.sluiceiot.thingsboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.thingsboard.runtime.Shared;

/** Documents of other products, pasted into a form. */
class ConversionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode converted(String document) throws Exception {
    return new Conversions(new Shared(Map.of()))
        .convert(JSON.readTree(document.replace('\'', '"')));
  }

  private static Map<String, String> pairs(JsonNode list, String value) {
    Map<String, String> pairs = new TreeMap<>();
    list.forEach(one -> pairs.put(one.path("from").asText(), one.path(value).asText()));
    return pairs;
  }

  @Test
  void theStockNodeIsRecognisedAndEachOfItsPropertiesAccountedFor() throws Exception {
    JsonNode answer =
        converted(
            """
            {'topicPattern':'my-topic','keyPattern':'${id}','bootstrapServers':'b:9092','retries':0,
             'batchSize':1000,'linger':0,'bufferMemory':33554432,'acks':'-1',
             'keySerializer':'S','valueSerializer':'S','addMetadataKeyValuesAsKafkaHeaders':false,
             'kafkaHeadersCharset':'UTF-8','otherProperties':{'compression.type':'lz4',
             'ssl.endpoint.identification.algorithm':'','retries':'3','client.dns.lookup':'x'}}""");
    assertThat(answer.path("recognised").asText()).isEqualTo("stock-kafka-node");
    assertThat(answer.path("type").asText()).isEqualTo("downlink");
    assertThat(answer.path("config").path("topic").asText()).isEqualTo("my-topic");
    assertThat(pairs(answer.path("mapped"), "to"))
        .containsEntry("topicPattern", "topic")
        .containsEntry("keyPattern", "key")
        .containsEntry("bootstrapServers", "connection.bootstrapServers")
        .containsEntry("batchSize", "sending.batchSize")
        .containsEntry("bufferMemory", "sending.bufferMemory")
        .containsEntry("acks", "sending.acks")
        .containsEntry("addMetadataKeyValuesAsKafkaHeaders", "headers.metadata")
        .containsEntry("kafkaHeadersCharset", "headers.charset")
        .containsEntry("otherProperties.compression.type", "sending.compression")
        .containsEntry(
            "otherProperties.client.dns.lookup", "connection.otherProperties.client.dns.lookup")
        .containsEntry(
            "otherProperties.ssl.endpoint.identification.algorithm", "connection.pastedProperties");
    assertThat(pairs(answer.path("notMapped"), "reason"))
        .containsOnlyKeys(
            "linger", "retries", "keySerializer", "valueSerializer", "otherProperties.retries")
        .containsEntry("linger", "is the default there, so the default here counts")
        .allSatisfy((from, reason) -> assertThat(reason).isNotEqualTo("has no counterpart here"));
  }

  @Test
  void anIntegrationOfThingsBoardPeToo() throws Exception {
    JsonNode answer =
        converted(
            """
            {'name':'meters','type':'KAFKA','allowCreateDevicesOrAssets':true,'remote':false,
             'configuration':{'clientConfiguration':{'groupId':'g','topics':'a,b','clientId':'c',
             'bootstrapServers':'b:9092','pollInterval':5000,'autoCreateTopics':false,
             'otherProperties':{'fetch.min.bytes':'10'}},'metadata':{'site':'north'}},
             'startAt':'latest'}""");
    assertThat(answer.path("recognised").asText()).isEqualTo("pe-integration");
    assertThat(answer.path("type").asText()).isEqualTo("uplink");
    assertThat(pairs(answer.path("mapped"), "to"))
        .containsEntry("configuration.clientConfiguration.topics", "topics")
        .containsEntry("configuration.clientConfiguration.groupId", "groupId")
        .containsEntry("configuration.metadata.site", "metadata.site")
        .containsEntry("allowCreateDevicesOrAssets", "entities.create")
        .containsEntry(
            "configuration.clientConfiguration.otherProperties.fetch.min.bytes",
            "connection.pastedProperties")
        .containsEntry("startAt", "startAt");
    assertThat(pairs(answer.path("notMapped"), "reason"))
        .containsOnlyKeys(
            "name",
            "type",
            "remote",
            "configuration.clientConfiguration.clientId",
            "configuration.clientConfiguration.pollInterval",
            "configuration.clientConfiguration.autoCreateTopics");
  }

  @Test
  void aConverterBecomesADecoder() throws Exception {
    JsonNode answer =
        converted(
            """
            {'name':'c','type':'UPLINK','configuration':{'scriptLang':'TBEL','decoder':'return 1;',
             'tbelDecoder':'return 2;'}}""");
    assertThat(answer.path("recognised").asText()).isEqualTo("pe-converter");
    assertThat(answer.path("config").toString())
        .isEqualTo("{\"decoder\":{\"type\":\"tbel\",\"script\":\"return 2;\"}}");
    assertThat(pairs(answer.path("mapped"), "to"))
        .containsEntry("configuration.tbelDecoder", "decoder.script")
        .containsKey("configuration.scriptLang");
    assertThat(pairs(answer.path("notMapped"), "reason")).containsKey("configuration.decoder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "7", "[]", "{'topics':['t'],'connection':{'bootstrapServers':'b:1'}}"})
  void anythingElseIsNotRecognised(String document) throws Exception {
    JsonNode answer = converted(document);
    assertThat(answer.path("recognised").asText()).isEmpty();
    assertThat(answer.path("config").isNull()).isTrue();
  }
}
