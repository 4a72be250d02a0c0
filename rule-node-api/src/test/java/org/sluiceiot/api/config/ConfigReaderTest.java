package org.sluiceiot.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  enum Speed {
    SLOW,
    VERY_FAST
  }

  record Inner(@Property(title = "N", help = "A number.", min = "1", max = "5") int n) {}

  @Variants({Square.class, Circle.class})
  interface Shape {}

  @Variant(value = "square", title = "Square")
  record Square(@Property(title = "Side", help = "Its side.") double side) implements Shape {}

  @Variant(value = "circle", title = "Circle")
  record Circle(@Property(title = "Radius", help = "Its radius.") double radius) implements Shape {}

  record Sample(
      @Property(title = "Name", help = "A name.", max = "10", pattern = "[a-z]+") String name,
      @Property(title = "Wait", help = "How long.", defaultValue = "5s", max = "1m") Duration pause,
      @Property(title = "Size", help = "How much.", defaultValue = "1MiB", min = "1KiB")
          DataSize size,
      @Property(title = "Speed", help = "How fast.", defaultValue = "very-fast") Speed speed,
      @Property(title = "Secret", help = "Hidden.", optional = true) Secret secret,
      @Property(title = "Inner", help = "List.", optional = true, max = "2") List<Inner> inner,
      @Property(title = "Map", help = "Map.", defaultValue = "{\"a\":1}") Map<String, Long> map,
      @Property(title = "Shape", help = "Shape.", optional = true) Shape shape,
      @Property(title = "On", help = "Whether.", defaultValue = "true") boolean on)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (name.equals("both") && !on) {
        problems.at("on").add("must be true for this name", "set it to true");
      }
    }
  }

  @Test
  void defaultsComeFromTheAnnotation() throws Exception {
    Sample sample = ConfigReader.read(json("{'name':'a'}"), Sample.class);
    assertThat(sample)
        .isEqualTo(
            new Sample(
                "a",
                Duration.ofSeconds(5),
                new DataSize(1 << 20),
                Speed.VERY_FAST,
                null,
                List.of(),
                Map.of("a", 1L),
                null,
                true));
  }

  @Test
  void readsEveryType() throws Exception {
    Sample sample =
        ConfigReader.read(
            json(
                "{'name':'b','pause':'250ms','size':'2KiB','speed':'SLOW','secret':'s',"
                    + "'inner':[{'n':2},{'n':5}],'map':{'x':7},"
                    + "'shape':{'type':'circle','radius':1.5},'on':false}"),
            Sample.class);
    assertThat(sample.pause()).isEqualTo(Duration.ofMillis(250));
    assertThat(sample.size().bytes()).isEqualTo(2048);
    assertThat(sample.speed()).isEqualTo(Speed.SLOW);
    assertThat(sample.secret().reveal()).isEqualTo("s");
    assertThat(sample.inner()).containsExactly(new Inner(2), new Inner(5));
    assertThat(sample.map()).containsExactly(Map.entry("x", 7L));
    assertThat(sample.shape()).isEqualTo(new Circle(1.5));
    assertThat(sample.on()).isFalse();
    assertThat(sample.toString()).doesNotContain("secret=s,");
  }

  @Test
  void reportsEveryProblemWithItsPath() {
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    json(
                        "{'name':'NAME','pause':'2h','size':'1','speed':'fast','inner':[{'n':0},{'m':1}],"
                            + "'map':{'x':'y'},'shape':{'type':'star'},'sped':1}"),
                    Sample.class))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::path)
                    .containsExactly(
                        "name",
                        "pause",
                        "size",
                        "speed",
                        "inner[0].n",
                        "inner[1].n",
                        "map.x",
                        "shape.type",
                        "sped",
                        "inner[1].m"));
  }

  @Test
  void suggestsTheNearestName() {
    ConfigReader.Reading<Sample> reading =
        ConfigReader.tryRead(json("{'name':'a','sped':'slow'}"), Sample.class);
    assertThat(reading.value()).isNotNull();
    assertThat(reading.unknown())
        .containsExactly(new Problem("sped", "is not a known property", "did you mean 'speed'?"));
  }

  record Frame(@Property(title = "Edge", help = "Always square.") Square edge) {}

  @Test
  void aVariantThatNothingElseMayStandInForNeedsNoTypeAndTakesNoOther() throws Exception {
    assertThat(ConfigReader.read(json("{'edge':{'side':1}}"), Frame.class).edge().side())
        .isEqualTo(1);
    assertThat(ConfigReader.tryRead(json("{'edge':{'side':1,'type':'Square'}}"), Frame.class))
        .satisfies(reading -> assertThat(reading.problems()).isEmpty());
    assertThat(
            ConfigReader.tryRead(json("{'edge':{'side':1,'type':'circle'}}"), Frame.class)
                .problems())
        .containsExactly(new Problem("edge.type", "must be 'square' here", "leave it out"));
  }

  @Test
  void checksPropertiesTogetherOnlyWhenEachIsValid() {
    assertThat(ConfigReader.tryRead(json("{'name':'both','on':false}"), Sample.class).problems())
        .extracting(Problem::path)
        .containsExactly("on");
    assertThat(ConfigReader.tryRead(json("{'name':'both','on':1}"), Sample.class).problems())
        .extracting(Problem::text)
        .containsExactly("must be true or false");
  }

  @Test
  void missingAndWrongRootAreProblems() {
    assertThat(ConfigReader.tryRead(json("{}"), Sample.class).problems())
        .extracting(Problem::toString)
        .containsExactly("name: is missing; give a value: A name.");
    assertThat(ConfigReader.tryRead(json("[]"), Sample.class).problems())
        .extracting(Problem::text)
        .containsExactly("must be an object");
  }

  @Test
  void longTextsAreCutInMessages() {
    String long60 = "x".repeat(5000);
    assertThat(
            ConfigReader.tryRead(json("{'name':'a','speed':'" + long60 + "'}"), Sample.class)
                .problems()
                .get(0)
                .text())
        .hasSizeLessThan(100);
  }

  @Test
  void fiftyProblemsAreToldAndTheOthersCounted() throws Exception {
    var flood = (com.fasterxml.jackson.databind.node.ObjectNode) json("{'name':'a'}");
    for (int i = 0; i < 100_000; i++) {
      flood.put("x".repeat(i % 500) + i, 1);
    }
    assertThatThrownBy(() -> ConfigReader.read(flood, Sample.class))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.problems()).hasSize(51);
              assertThat(e.problems().get(50).text()).isEqualTo("and 99950 more problems");
              assertThat(e.getMessage().length()).isLessThan(40_000);
            });
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
