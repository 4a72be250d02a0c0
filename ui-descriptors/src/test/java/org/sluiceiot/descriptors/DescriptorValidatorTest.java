package org.sluiceiot.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Problem;

class DescriptorValidatorTest {
  private final DescriptorValidator validator =
      new DescriptorValidator(Descriptors.describe(DescriptorsTest.SAMPLE));

  @Test
  void aFullConfigurationFits() throws Exception {
    assertThat(
            paths(
                """
                {"name":"abc","mode":"slow","pause":"250ms","size":4096,"rate":1,"password":null,
                 "topics":["t"],"pairs":{"a":"b"},"anything":[1,{}],
                 "shape":{"type":"group","members":[{"type":"circle","radius":2}]}}"""))
        .isEmpty();
  }

  @Test
  void everySpellingThatTheReaderTakesFits() throws Exception {
    assertThat(
            paths(
                """
                {"name":"abc","mode":"Fast_Lane","pause":" PT0,5S ","size":"16 kib","topics":["t"],
                 "shape":{"type":"GROUP","members":[{"type":"Circle","radius":null}]}}"""))
        .isEmpty();
  }

  @Test
  void everyProblemHasItsPath() throws Exception {
    assertThat(
            paths(
                """
                {"name":"A","mode":"quick","pause":"soon","rate":0,"topics":[],"pairs":{"a":1},
                 "typo":1,"shape":{"type":"group","members":[{"type":"circle","radius":"x"}]}}"""))
        .containsExactlyInAnyOrder(
            "name",
            "name",
            "mode",
            "pause",
            "rate",
            "topics",
            "pairs.a",
            "typo",
            "shape.members[0].radius");
  }

  @Test
  void aVariantThatNothingElseMayStandInForNeedsNoType() throws Exception {
    String config = "{\"name\":\"abc\",\"topics\":[\"t\"],\"frame\":%s}";
    assertThat(paths(config.formatted("{\"radius\":2}"))).isEmpty();
    assertThat(paths(config.formatted("{\"type\":\"Circle\"}"))).isEmpty();
    assertThat(paths(config.formatted("{\"type\":\"group\"}"))).containsExactly("frame.type");
    assertThat(paths(config.formatted("{\"type\":null}"))).isEmpty();
  }

  @Test
  void aChoiceWithoutTypeMissesNothingElse() throws Exception {
    assertThat(paths("{\"name\":\"abc\",\"topics\":[\"t\"],\"shape\":{\"x\":1}}"))
        .containsExactly("shape.type");
  }

  @Test
  void entriesOfAListOfChoicesAreJudgedEachByItsOwnType() throws Exception {
    assertThat(
            paths(
                """
                {"name":"abc","topics":["t"],"shape":{"type":"group","members":[
                 {"type":"circle","radius":"x"},{"type":"group","members":1}]}}"""))
        .containsExactlyInAnyOrder("shape.members[0].radius", "shape.members[1].members");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    assertThat(paths("{\"shape\":{}}")).contains("name", "topics", "shape.type");
  }

  @Test
  void anUnknownVariantIsAProblemOfItsProperty() throws Exception {
    List<Problem> problems =
        validate("{\"name\":\"abc\",\"topics\":[\"t\"],\"shape\":{\"type\":\"x\"}}");
    assertThat(problems).singleElement().extracting(Problem::path).isEqualTo("shape");
  }

  private List<String> paths(String json) throws JsonProcessingException {
    return validate(json).stream().map(Problem::path).toList();
  }

  private List<Problem> validate(String json) throws JsonProcessingException {
    return validator.validate(new ObjectMapper().readTree(json));
  }
}
