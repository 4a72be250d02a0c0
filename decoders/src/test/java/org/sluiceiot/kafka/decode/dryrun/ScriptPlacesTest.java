package org.sluiceiot.kafka.decode.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.kafka.decode.Decoder;
import org.sluiceiot.kafka.decode.Records;

/** A script that fails while it runs says in which line it did. */
class ScriptPlacesTest {
  private static final JsonNode FORM = Records.json("{\"text\":\"{}\"}");

  private static ObjectNode answer(String type, String script) throws Exception {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("type", type);
    Decoder decoder = Records.decoder(config.put("script", script).toString());
    return DryRun.answer(
        FORM, (record, into) -> DryRun.decode(decoder, record, entities -> entities, into));
  }

  @ParameterizedTest
  @ValueSource(strings = {"var x = nowhere + 1;", "var x = nowhere(1);"})
  void aTbelScriptThatFailsNamesItsLine(String third) throws Exception {
    ObjectNode answer = answer("tbel", "var a = null;\nvar z = 2;\n" + third + "\nreturn {};");
    assertThat(answer.path("line").asInt()).as("%s: %s", third, answer).isEqualTo(3);
    assertThat(answer.path("error").asText()).startsWith("line 3").doesNotContain("[Line");
  }

  /** The language does not keep the places of these; none is better than a wrong one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b.c = 1;",
        "var x = a.b.c;",
        "var x = parseInt('zz', 99);",
        "var x = [1][5];",
        "raiseError('too cold');"
      })
  void aTbelScriptWhosePlaceIsNotKnownNamesNoWrongOne(String third) throws Exception {
    ObjectNode answer = answer("tbel", "var a = null;\nvar z = 2;\n" + third + "\nreturn {};");
    assertThat(answer.path("error").asText()).isNotEmpty().doesNotContain("line");
    assertThat(answer.has("line")).as("%s: %s", third, answer).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b = 1;",
        "var x = a.b;",
        "var x = a();",
        "var x = nowhere + 1;",
        "throw new Error('too cold');",
        "throw 'too cold';",
        "var x = JSON.parse('{');",
        "var x = [].reduce((p, q) => p + q);",
        "var x = new Array(-1);"
      })
  void aJavaScriptThatFailsNamesItsLine(String third) throws Exception {
    ObjectNode answer =
        answer("javascript", "var a = null;\nvar z = 2;\n" + third + "\nreturn {};");
    assertThat(answer.path("error").asText()).as(third).isNotEmpty();
    assertThat(answer.path("line").asInt()).as("%s: %s", third, answer).isEqualTo(3);
  }
}
