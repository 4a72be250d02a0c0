package org.sluiceiot.kafka.uplink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.decode.thingsboard.ThingsBoardDecoderConfig;

class UplinkConfigTest {
  @Test
  void serversAndTopicsAreEnough() throws Exception {
    UplinkConfig config = read("{'topics':['a']}");
    assertThat(config.decoder()).isInstanceOf(ThingsBoardDecoderConfig.class);
    assertThat(config.routes()).isEmpty();
    assertThat(config.entities().create()).isTrue();
    assertThat(config.processing().order()).isEqualTo(ProcessingConfig.Order.KEY);
    assertThat(config.failures().strategy()).isEqualTo(FailureStrategy.DEAD_LETTER);
    assertThat(config.startAt()).isEqualTo("earliest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | topics",
        "{'topics':['a'],'topicPattern':'b'}             | topics",
        "{'topics':['a b']}                              | topics[0]",
        "{'topics':['a:x']}                              | topics[0]",
        "{'topics':['a','b:0']}                          | topics",
        "{'topicPattern':'('}                            | topicPattern",
        "{'topics':['a'],'topicExclude':'b'}             | topicExclude",
        "{'topics':['a'],'startAt':'yesterday'}          | startAt",
        "{'topics':['a'],'failures':{'deadLetterTopic':'a'}} | topics[0]",
        "{'topics':['a'],'failures':{'retryDelay':'1m','maxRetryDelay':'1s'}}"
            + " | failures.retryDelay",
        "{'topics':['a'],'rates':{'device':'20'}}        | rates.device",
        "{'topics':['a'],'rates':{'integration':'0:1'}}  | rates.integration",
        "{'topics':['a'],'entities':{'nameMustEqual':'x'}} | entities.nameMustEqual",
        "{'topics':['a'],'processing':{'workers':0}}     | processing.workers",
        "{'topics':['a'],'routes':[{'filter':{'type':'json_pointer','pointer':'x','equals':1}}]}"
            + " | routes[0].filter.pointer",
      })
  void eachProblemNamesItsPlace(String json, String path) {
    ConfigException problems = catchThrowableOfType(ConfigException.class, () -> read(json));
    assertThat(problems).isNotNull();
    assertThat(problems.problems()).extracting(Problem::path).contains(path);
  }

  @Test
  void allProblemsComeTogether() {
    ConfigException problems =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                read(
                    "{'topics':['a'],'commit':{'records':0},'processing':{'workers':99},'tipo':1}"));
    assertThat(problems.problems())
        .extracting(Problem::path)
        .contains("commit.records", "processing.workers", "tipo");
  }

  @ParameterizedTest
  @CsvSource({"earliest,Earliest", "latest,Latest", "committed,Committed", "90m,Back"})
  void starts(String text, String kind) {
    assertThat(Start.parse(text).getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void ratesWithSeveralWindows() {
    assertThat(RateLimit.parse("20:1, 600:60").windows())
        .isEqualTo(
            List.of(
                new RateLimit.Window(20, Duration.ofSeconds(1)),
                new RateLimit.Window(600, Duration.ofSeconds(60))));
    assertThat(RateLimit.parse(null).unlimited()).isTrue();
    assertThat(RateLimit.parse("").unlimited()).isTrue();
  }

  private static UplinkConfig read(String text) throws Exception {
    JsonNode json = JsonPayload.MAPPER.readTree(text.replace('\'', '"'));
    ((ObjectNode) json).putObject("connection").put("bootstrapServers", "localhost:9092");
    return ConfigReader.read(json, UplinkConfig.class);
  }
}
