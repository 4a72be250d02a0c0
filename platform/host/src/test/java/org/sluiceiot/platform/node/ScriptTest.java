package org.sluiceiot.platform.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mozilla.javascript.Context;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;

class ScriptTest {
  private static final RuleMessage MESSAGE =
      new RuleMessage(
          UUID.randomUUID(),
          RuleMessage.POST_TELEMETRY,
          new EntityId(EntityId.DEVICE, UUID.randomUUID()),
          Map.of("deviceType", "boiler"),
          "{\"t\":21.5,\"list\":[1,2]}",
          Instant.EPOCH);

  private static boolean run(String script) throws ConfigException {
    return new ScriptFunction(new ScriptConfig(script, Duration.ofMillis(500)), "tenant")
        .run(MESSAGE, (entered, scope, value) -> Context.toBoolean(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return msg.t > 20;|true",
        "return msg.t > 30;|false",
        "return metadata.deviceType === 'boiler' && msgType == 'POST_TELEMETRY_REQUEST';|true",
        "return msg.list.map(x => x * 2).includes(4);|true",
        "return;|false",
        "// only a comment|false"
      })
  void a_filter_says_what_its_script_says(String script, boolean expected) throws Exception {
    assertThat(run(script)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return java.lang.System.exit(1);",
        "return Packages.java.io.File('/etc/passwd').exists();",
        "return new JavaImporter(java.io);",
        "return msg.getClass().forName('java.lang.Runtime');",
        "return importPackage(java.io);",
        "return JavaAdapter;"
      })
  void a_script_has_no_way_to_java(String script) {
    assertThatThrownBy(() -> run(script)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "try { while (true) {} } catch (e) { while (true) {} } finally { while (true) {} }",
        "for (;;) { [1,2,3].map(x => x) }"
      })
  void a_script_without_end_is_stopped(String script) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> run(script))
        .hasMessageMatching("(?s).*(ran longer than 500 ms|allocated more than 67108864 bytes).*");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void endless_recursion_is_a_failure_of_the_message() {
    assertThatThrownBy(() -> run("function f() { return f(); } return f();"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_is_kept_from_one_message_to_the_next() throws Exception {
    ScriptFunction function =
        new ScriptFunction(
            new ScriptConfig(
                "counter = (typeof counter == 'undefined') ? 1 : counter + 1;"
                    + " Array.prototype.evil = 1; return counter > 1;",
                Duration.ofSeconds(1)),
            "tenant");
    for (int i = 0; i < 3; i++) {
      try {
        assertThat(function.<Boolean>run(MESSAGE, (entered, scope, v) -> Context.toBoolean(v)))
            .isFalse();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("sealed");
      }
    }
    assertThat(run("return [].evil === undefined;")).isTrue();
  }

  @Test
  void a_mistake_is_found_before_the_first_message_with_its_line() {
    assertThatThrownBy(() -> run("var a = 1;\nreturn a +;"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void data_that_is_not_json_fails_in_words() throws Exception {
    ScriptFunction function =
        new ScriptFunction(new ScriptConfig("return true;", Duration.ofSeconds(1)), "tenant");
    RuleMessage bad =
        new RuleMessage(
            MESSAGE.id(), "x", MESSAGE.originator(), Map.of(), "{not json", Instant.EPOCH);
    assertThatThrownBy(() -> function.run(bad, (entered, scope, value) -> value))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
