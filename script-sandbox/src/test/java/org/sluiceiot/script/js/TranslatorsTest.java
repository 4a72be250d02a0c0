package org.sluiceiot.script.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.script.ScriptLimits;

class TranslatorsTest {
  private static final ScriptLimits LIMITS =
      new ScriptLimits(Duration.ofMillis(500), 64 << 20, "translated");

  private static String run(String script) throws Exception {
    return JsProgram.keeping(script, "payload", LIMITS)
        .run((context, scope) -> new Object[0], JsProgram::json);
  }

  /** What the engine does rightly is not touched, so that every host runs the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return {...{a: 1}, b: [...[1]]} | false
          function f(a, b = 1, ...c) { return `${a}` } return f(1)?.x ?? 2 ** 3 | false
          const f = []; for (let i = 0; i < 3; i++) { f.push(() => i) } return f.map(g => g()) | false
          const [a, b] = [1, 2]; for (const [k, v] of Object.entries({})) { } return a | false
          const f = []; for (let i = 0; i < 3; i++) { f.push(() => i); i++ } return f.length | true
          const [a] = new Set([1]); return a | true
          """)
  void onlyWhatIsMisreadIsTranslated(String script, boolean misread) {
    assertThat(Misread.find("function decoder() {\n", script).isPresent()).isEqualTo(misread);
  }

  @Test
  void theSameTextIsTranslatedOnce() throws Exception {
    String source = "function decoder() {\nclass Once {} return 1\n}";
    Translation first = Translators.translate(source, LIMITS);
    assertThat(Translators.translate(source, LIMITS)).isSameAs(first);
  }

  static Stream<String> hostile() {
    return Stream.of(
        "class A {} " + "(".repeat(50_000),
        "class A {} return " + "[".repeat(20_000) + "]".repeat(20_000),
        "class A {} return " + "f(".repeat(5_000) + ")".repeat(5_000),
        "class A {} " + "{".repeat(10_000) + "}".repeat(10_000),
        "class A {} return " + "`${".repeat(3_000) + "1" + "}`".repeat(3_000),
        "class A {} const " + "[".repeat(5_000) + "a" + "]".repeat(5_000) + " = []",
        "class A {} return " + "1+".repeat(49_000) + "1 + null.x.y",
        "class A {} /*" + "x".repeat(300_000) + "*/",
        "class A {} \u0000\ud800 @ # \\u{}",
        "} class A { } function z() { ...");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileTextEndsWithWords(String script) {
    assertThatThrownBy(() -> run(script))
        .isInstanceOfAny(ConfigException.class, JsFailure.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("com.google"));
  }

  @Test
  void aHostileTextDoesNotBarTheNext() throws Exception {
    assertThatThrownBy(() -> run("class A {} " + "(".repeat(50_000)));
    assertThat(run("class A { static x() { return 1 } } return A.x()")).isEqualTo("1");
  }

  /** As in ThingsBoard, whose jar carries no translator. */
  @Test
  void withoutItsLibraryNewerJavaScriptIsRefusedWithWhatToDo() throws Exception {
    try (URLClassLoader bare = new URLClassLoader(withoutLibrary(), platform())) {
      assertThat(refusal(bare, "return 1\n+ Math.max(...[1])"))
          .contains("line 2")
          .contains("write f.apply(null, list)")
          .contains(Translators.LIBRARY);
      assertThat(refusal(bare, "class A {}")).contains("line 1").contains(Translators.LIBRARY);
      assertThat(refusal(bare, "const [a] = new Set([1]); return a")).contains("[...x]");
      assertThat(refusal(bare, "return [...[1]]")).isEmpty();
    }
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] withoutLibrary() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> !path.contains("closure-compiler"))
        .map(path -> url(new File(path).toURI()))
        .toArray(URL[]::new);
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What saving the script says; empty where it is taken. */
  private static String refusal(ClassLoader loader, String script) throws Exception {
    Class<?> limits = loader.loadClass(ScriptLimits.class.getName());
    Object given =
        limits
            .getConstructor(Duration.class, long.class, String.class)
            .newInstance(Duration.ofSeconds(1), 64L << 20, "bare");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader); // the engine looks its parts up there
    try {
      loader
          .loadClass(JsProgram.class.getName())
          .getMethod("keeping", String.class, String.class, limits)
          .invoke(null, script, "payload", given);
      return "";
    } catch (InvocationTargetException e) {
      return e.getCause().getMessage();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
