package org.sluiceiot.kafka.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluiceiot.api.config.ConfigException;

/** Scripts that mean harm: each fails within a second, at compiling or at its record. */
@Tag("slow")
class HostileScriptsTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String OK_TBEL = "return {\"deviceName\": \"d\"};";
  private static final String OK_JS = "return {deviceName: 'd'};";

  static Stream<Arguments> scripts() {
    return Stream.concat(
        Stream.of(
                "while (true) { }",
                "for (var i = 0; i < 10; i = i) { var x = i; }",
                "var a = []; while (true) { a.push(\"0123456789\"); }",
                "var b = new byte[1000000000];",
                "var s = \"x\"; while (true) { s = s + s; }",
                "var s = \"x\".repeat(1000000000);",
                "padStart(\"x\", 1000000000, '0');",
                "String.format(\"%1000000000d\", 1);",
                "function f(n) { return f(n + 1); } f(0);",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".matches(\"(?:(a+)\\\\1?)+b\");",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".replaceAll(\"(?:(a+)\\\\1?)+b\", \"\");",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".split(\"(?:(a+)\\\\1?)+b\");",
                "\"\".getClass().forName(\"java.lang.Runtime\");",
                "payload.getClass().getClassLoader();",
                "java.lang.Runtime.getRuntime().exec(\"id\");",
                "System.exit(1);",
                "Class.forName(\"java.lang.System\");",
                "Thread.sleep(100000);",
                "new java.io.File(\"/etc/passwd\").delete();",
                "new java.io.FileReader(\"/etc/passwd\").read();",
                "new java.net.Socket(\"127.0.0.1\", 80);",
                "new java.net.URL(\"http://127.0.0.1/\").openStream();",
                "java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\"));",
                "new ProcessBuilder([\"id\"]).start();",
                "var m = {}; m.m = m; return m;")
            .map(script -> Arguments.of("tbel", script + " " + OK_TBEL)),
        Stream.of(
                "while (true) { }",
                "for (;;) { payload.length; }",
                "var a = []; while (true) { a.push('0123456789' + a.length); }",
                "var b = new ArrayBuffer(1000000000);",
                "var b = new Uint8Array(1000000000);",
                "new (new ArrayBuffer(1)).constructor(1000000000);",
                "var s = 'x'.repeat(1000000000);",
                "var s = 'x'; while (true) { s += s; }",
                "'x'.padStart(1000000000);",
                "new Array(100000000).fill(0);",
                "Array.from({length: 100000000});",
                "Math.max.apply(null, {length: 100000000});",
                "function f(n) { return f(n + 1) + 1; } f(0);",
                "try { while (true) { } } catch (e) { } while (true) { }",
                "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!');",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a|aa)+$/, '');",
                "java.lang.System.exit(1);",
                "Packages.java.lang.Runtime.getRuntime().exec('id');",
                "payload.getClass();",
                "JavaImporter(java.io);",
                "this.constructor.constructor('return process')().exit();",
                "new java.io.File('/etc/passwd');",
                "require('fs').readFileSync('/etc/passwd');",
                "new XMLHttpRequest();",
                "load('/etc/passwd');",
                "importPackage(java.io);",
                "var m = {}; m.m = m; return m;")
            .map(script -> Arguments.of("javascript", script + " " + OK_JS)));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void endsInTimeWithAnError(String language, String script) throws Exception {
    Decoder decoder;
    long started = System.nanoTime();
    try {
      decoder = decoder(language, script);
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
      return;
    }
    DecodeException failure = null;
    try {
      decoder.decode(Records.of("{}"));
    } catch (DecodeException e) {
      failure = e;
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LIMIT);
    assertThat(failure).as(script).isNotNull().isNotInstanceOf(TransientDecodeException.class);
    assertThat(failure.getMessage()).isNotBlank();
  }

  private static Decoder decoder(String language, String script) throws ConfigException {
    return Records.decoder(
        "{\"type\":\"" + language + "\",\"script\":" + TextNode.valueOf(script) + "}");
  }

  @Test
  void aScriptGoesOnAfterAStoppedRecord() throws Exception {
    for (String language : List.of("tbel", "javascript")) {
      String loop = "if (payload.length > 2) { while (true) { } } ";
      Decoder decoder = decoder(language, loop + (language.equals("tbel") ? OK_TBEL : OK_JS));
      assertThat(decoder.decode(Records.of("ok"))).hasSize(1);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> decoder.decode(Records.of("long")))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("ran longer than 500 ms");
      assertThat(decoder.decode(Records.of("ok"))).hasSize(1);
    }
  }

  @Test
  void nothingIsWritten(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("x");
    for (String script :
        List.of(
            "new java.io.FileWriter('%s').close(); return {deviceName: 'd'};",
            "java.nio.file.Files.createFile(java.nio.file.Path.of('%s')); return {};")) {
      for (String language : List.of("tbel", "javascript")) {
        try {
          decoder(language, script.formatted(file)).decode(Records.of("{}"));
        } catch (ConfigException | DecodeException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
        assertThat(Files.exists(file)).isFalse();
      }
    }
  }
}
