package org.sluiceiot.platform.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.EntityId;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.script.js.JsProgram;

/** Chain scripts of two tenants: nothing that one does is seen by the other, or by its next run. */
class ScriptIsolationTest {
  private static final String HONEST =
      "return {kWh: msg.kWh, all: [1, 2].map(x => x * 2), m: Math.max(1, 2), s: [...[7]],"
          + " o: JSON.parse(JSON.stringify({a: 1})), f: (1).toFixed(1), own: own()};"
          + " function own() { var o = {}; o.toString = 1; o.constructor = 2; return o; }";
  private static final String EXPECTED =
      "{\"kWh\":42,\"all\":[2,4],\"m\":2,\"s\":[7],\"o\":{\"a\":1},\"f\":\"1.0\","
          + "\"own\":{\"toString\":1,\"constructor\":2}}";

  private static RuleMessage message(Map<String, String> metadata) {
    return new RuleMessage(
        UUID.randomUUID(),
        RuleMessage.POST_TELEMETRY,
        new EntityId(EntityId.DEVICE, UUID.randomUUID()),
        metadata,
        "{\"kWh\":42}",
        Instant.EPOCH);
  }

  private static ScriptFunction script(String body, String tenant) throws ConfigException {
    return new ScriptFunction(new ScriptConfig(body, Duration.ofSeconds(1)), tenant);
  }

  private static String run(ScriptFunction script) {
    return script.run(message(Map.of()), JsProgram::json);
  }

  private static void attack(ScriptFunction attacker) {
    try {
      assertThat(attacker.<String>run(message(Map.of("evil", "1")), JsProgram::json)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("the script failed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.defineProperty(Object.prototype, 'toJSON', {value: () => 'stolen'})",
        "Object.prototype.toJSON = function() { return 'stolen'; }",
        "Object.prototype.__defineGetter__('toJSON', () => () => 'stolen')",
        "({}).__proto__.toJSON = () => 'stolen'",
        "({}).constructor.prototype.toJSON = () => 'stolen'",
        "Object.setPrototypeOf(Object.prototype, {toJSON: () => 'stolen'})",
        "Object.prototype.__proto__ = {toJSON: () => 'stolen'}",
        "Reflect.setPrototypeOf(Array.prototype, {toJSON: () => 'stolen'})",
        "Reflect.defineProperty(Object.prototype, 'toJSON', {value: () => 'stolen'})",
        "Object.defineProperties(Object.prototype, {toJSON: {value: () => 'stolen'}})",
        "Object.assign(Object.prototype, {toJSON: () => 'stolen'})",
        "Object.defineProperty(JSON, 'stringify', {value: () => '\"stolen\"'})",
        "JSON.stringify = () => '\"stolen\"'",
        "JSON.parse = () => 'stolen'",
        "Object.defineProperty(this, 'Object', {value: null})",
        "globalThis.Math = {max: () => 'stolen'}",
        "Math.max = () => 'stolen'",
        "Object.defineProperty(Math, 'max', {value: () => 'stolen'})",
        "delete Math.max",
        "Array.prototype.map = () => ['stolen']",
        "Object.defineProperty(Array.prototype, 'map', {value: () => ['stolen']})",
        "Array.prototype[Symbol.iterator] = function* () { yield 'stolen'; }",
        "Object.defineProperty(Array.prototype, Symbol.iterator, {value: () => [][0]})",
        "Function.prototype.call = () => 'stolen'",
        "(function() {}).constructor.prototype.apply = () => 'stolen'",
        "[].values().__proto__.next = () => ({done: true})",
        "Object.defineProperty([].values().__proto__, 'next', {value: () => ({done: true})})",
        "Array.prototype.push.call(Array.prototype, 'stolen')",
        "new Function('Object.prototype.toJSON = function() { return 1; }')()",
        "eval('Object.prototype.toJSON = function() { return 1; }')",
        "Number.prototype.toFixed = () => 'stolen'",
        "Object.freeze(Object.prototype)"
      })
  void aTenantChangesNothingOfAnotherNorOfItsNextRun(String attack) throws Exception {
    ScriptFunction victim = script(HONEST, "B");
    ScriptFunction attacker = script("if (metadata.evil) { " + attack + "; } " + HONEST, "A");
    attack(attacker);
    attack(attacker);
    assertThat(run(victim)).isEqualTo(EXPECTED);
    assertThat(run(script(HONEST, "B"))).isEqualTo(EXPECTED);
    assertThat(run(attacker)).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$jscomp.inherits = () => 'stolen'",
        "$jscomp.global.Object = null",
        "$jscomp.global.Math.max = () => 'stolen'",
        "Object.defineProperty($jscomp, 'global', {value: {}})",
        "$jscomp.polyfill('Array.prototype.map', () => () => 'stolen')",
        "class E extends Array { static x() { Array.prototype.map = () => 'stolen' } } E.x()",
        "class E extends Object { } E.__proto__.prototype.toJSON = () => 'stolen'",
        "Object.getPrototypeOf(function* () { }).call = () => 'stolen'",
        "Reflect.construct(Array, [], Map).__proto__.get = () => 'stolen'",
        "Object.prototype.toJSON = function() { return 'stolen'; }"
      })
  void aTranslatedScriptChangesNothingEither(String attack) throws Exception {
    String honest = "class Honest { static of(...x) { return x } } " + HONEST;
    ScriptFunction victim = script(honest, "B");
    ScriptFunction attacker = script("if (metadata.evil) { " + attack + "; } " + honest, "A");
    attack(attacker);
    attack(attacker);
    assertThat(run(victim)).isEqualTo(EXPECTED);
    assertThat(run(script(honest, "B"))).isEqualTo(EXPECTED);
    assertThat(run(attacker)).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x'.padStart('1000000000')",
        "Array.from({length: '1e9'})",
        "new ArrayBuffer(1e9)",
        "var a = []; for (;;) { a.push('0123456789' + a.length); }",
        "var a = []; a.length = 4294967295; return a",
        "(2n ** 30000000n) ** 60n"
      })
  void aChainScriptHasTheLimitsOfDecoders(String attack) throws Exception {
    ScriptFunction script = script(attack + "; return 1;", attack);
    assertThatThrownBy(() -> run(script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the script failed: ");
  }
}
