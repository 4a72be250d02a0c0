package org.sluiceiot.kafka.decode.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.fixtures.NewerJavaScript;
import org.sluiceiot.kafka.decode.DecodeException;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/** JavaScript of 2015 to 2020 in decoders, with what translates it on the class path. */
class NewerJavaScriptTest {

  static Stream<NewerJavaScript.Case> cases() {
    return NewerJavaScript.cases();
  }

  private static ResultDecoder decoder(String script) throws ConfigException {
    return (ResultDecoder)
        Records.decoder("{\"type\":\"javascript\",\"script\":" + TextNode.valueOf(script) + "}");
  }

  private static String result(String script) throws Exception {
    return decoder(script).result(new byte[] {7, (byte) 200}, Map.of()).toString();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void yields(NewerJavaScript.Case given) throws Exception {
    assertThat(result(given.script())).isEqualTo(given.expected());
  }

  @Test
  void aTranslatedScriptSeesThePayload() throws Exception {
    assertThat(
            result("class A { static sum(...b) { return b[0] + b[1] } } return A.sum(...payload)"))
        .isEqualTo("207");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class A {}⏎async function f() {} | line 2, column 1 | async
          class A {}⏎  const f = async () => await 1 | line 2, column 13 | async
          return import('x') | line 1 | modules
          class A { #x = 1 } | line 1 | private
          class A {}⏎⏎const b = 1; b = 2 | line 3, column 14 | reassigned
          class A {}⏎let b = ; | line 2, column | expression
          function F() { return new.target } | line 1, column 23 | new.target
          return {m() { return super.toString }} + [...[1]] + Math.max(...[]) | line 1, column 22 | super
          """)
  void whatIsNotKnownIsRefusedWithItsPlace(String script, String place, String named) {
    assertThatThrownBy(() -> decoder(script.replace('⏎', '\n')))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class A {⏎  m() {⏎    return null.x⏎  }⏎}⏎return new A().m() | line 3
          const f = (...r) => r⏎⏎f(...[1])⏎null.x | line 4
          const [a, ...b] = [1, 2]⏎for (const x of b) {⏎  throw new Error('no')⏎} | line 3
          """)
  void aFailureNamesTheLineOfTheUsersScript(String script, String place) throws Exception {
    ResultDecoder decoder = decoder(script.replace('⏎', '\n'));
    assertThatThrownBy(() -> decoder.result(new byte[0], Map.of()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(place);
  }
}
