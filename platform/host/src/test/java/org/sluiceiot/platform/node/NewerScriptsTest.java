package org.sluiceiot.platform.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.fixtures.NewerJavaScript;
import org.sluiceiot.script.js.JsProgram;

/** JavaScript of 2015 to 2020 in rule chains. */
class NewerScriptsTest {
  private static final RuleMessage MESSAGE =
      new RuleMessage(
          UUID.randomUUID(),
          RuleMessage.POST_TELEMETRY,
          new EntityId(EntityId.DEVICE, UUID.randomUUID()),
          Map.of(),
          "{\"t\":21.5}",
          Instant.EPOCH);

  static Stream<NewerJavaScript.Case> cases() {
    return NewerJavaScript.cases();
  }

  private static ScriptFunction script(String body) throws ConfigException {
    return new ScriptFunction(new ScriptConfig(body, Duration.ofMillis(500)), "tenant");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void yields(NewerJavaScript.Case given) throws Exception {
    assertThat(script(given.script()).<String>run(MESSAGE, JsProgram::json))
        .isEqualTo(given.expected());
  }

  @Test
  void nothingIsKeptFromOneMessageToTheNext() throws Exception {
    ScriptFunction script =
        script(
            "const [x] = new Set([1]); const was = typeof $jscomp.mine; $jscomp.mine = 1; return was");
    for (int i = 0; i < 3; i++) {
      assertThat(script.<String>run(MESSAGE, JsProgram::json)).isEqualTo("\"undefined\"");
    }
  }

  @Test
  void aFailureNamesTheLineOfTheUsersScript() throws Exception {
    ScriptFunction script = script("class A {\n  m() {\n    return null.x\n  }\n}\nnew A().m()");
    assertThatThrownBy(() -> script.run(MESSAGE, JsProgram::json)).hasMessageContaining("line 3");
  }
}
