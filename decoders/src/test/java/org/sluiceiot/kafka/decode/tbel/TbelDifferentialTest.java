package org.sluiceiot.kafka.decode.tbel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.mvel2.util.MethodStub;
import org.sluiceiot.kafka.decode.tbel.reference.Calls;
import org.sluiceiot.kafka.decode.tbel.reference.FunctionArguments;
import org.sluiceiot.kafka.decode.tbel.reference.Outcome;
import org.sluiceiot.kafka.decode.tbel.reference.ReferenceEngine;
import org.sluiceiot.script.Budget;
import org.sluiceiot.script.ScriptLimits;

/**
 * Every function that ThingsBoard offers to TBEL, with generated arguments, on the language as
 * scripts have it here and on a plain one with functions written a second time for this test: equal
 * in value and type, or both fail. {@code -Dtbel.seed} repeats a run.
 *
 * <p>Different on purpose, and so not among the arguments: texts are padded to 2^20 characters and
 * bytes written as 65,536 bits at most, because one call could take all memory; of a list only the
 * elements that are read are looked at, because copying it all is most of such a call; a bare
 * integer beyond a long stays a number in {@code decodeToJson}, and a blank text is no JSON.
 */
class TbelDifferentialTest {
  private static final int CALLS = 60;
  private static final int LEAST_GOOD = 5;
  private static final long MEMORY = 1 << 20;

  /** Functions that end a script, whatever they are given. */
  private static final List<String> ALWAYS_FAIL = List.of("raiseError");

  private record Signature(String name, List<String> types) {}

  @Test
  void everyFunctionIsEqualToItsReference() throws Exception {
    long seed = Long.getLong("tbel.seed", System.nanoTime());
    System.out.println("TbelDifferentialTest: -Dtbel.seed=" + seed);
    FunctionArguments generator = new FunctionArguments(new Random(seed));
    BiFunction<String, List<Object>, String> reference = ReferenceEngine.isolated();
    assertThat(reference).isNotInstanceOf(ReferenceEngine.class); // its classes are others
    List<String> differences = new ArrayList<>();
    for (Signature function : functions()) {
      int good = 0;
      for (int i = 0; i < CALLS; i++) {
        List<Object> arguments = generator.of(function.name, function.types);
        assertThat(arguments).as("no generator for the function " + function).isNotNull();
        String expected = reference.apply(function.name, arguments);
        String actual = production(function, arguments);
        good += expected.equals(Outcome.FAILS) ? 0 : 1;
        if (!actual.equals(expected)) {
          differences.add(difference(function, arguments, actual, expected));
        }
      }
      assertThat(good)
          .as("calls of " + function + " that succeed, seed " + seed)
          .isGreaterThanOrEqualTo(ALWAYS_FAIL.contains(function.name) ? 0 : LEAST_GOOD);
    }
    assertThat(differences).as("seed " + seed).isEmpty();
  }

  @Test
  void everyFunctionHereIsInTheList() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    functions().forEach(function -> listed.add(function.name));
    TreeSet<String> offered = new TreeSet<>();
    TbelEngine.configuration()
        .getImports()
        .forEach(
            (name, value) -> {
              if (value instanceof MethodStub) {
                offered.add(name);
              }
            });
    assertThat(offered).isEqualTo(listed);
  }

  private static String difference(
      Signature function, List<Object> arguments, String actual, String expected) {
    return function.name + Outcome.of(arguments) + " gave " + actual + ", expected " + expected;
  }

  private static List<Signature> functions() throws IOException {
    try (InputStream in = TbelDifferentialTest.class.getResourceAsStream("functions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(
              line -> {
                String types = line.substring(line.indexOf('(') + 1, line.length() - 1);
                return new Signature(
                    line.substring(0, line.indexOf('(')),
                    types.isEmpty() ? List.of() : List.of(types.split(",")));
              })
          .toList();
    }
  }

  private static String production(Signature function, List<Object> arguments) {
    ScriptLimits limits = new ScriptLimits(Duration.ofSeconds(10), 64 * MEMORY, "tests");
    return Calls.of(
        function.name,
        arguments,
        new ScriptContext(MEMORY, Budget.borrowed(limits)),
        TbelEngine::compile);
  }
}
