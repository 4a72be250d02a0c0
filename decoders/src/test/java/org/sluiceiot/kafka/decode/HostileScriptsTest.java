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

/**
 * Scripts that mean harm: each fails within its limits, at compiling or at its record. The limit is
 * of processor time, so the clock may show more on a busy machine; never more than its own limit.
 */
@Tag("slow")
class HostileScriptsTest {
  private static final Duration LIMIT = Duration.ofSeconds(12);
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
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".replaceAll(\"(?:(a+)\\\\1?)+b\","
                    + " \"\");",
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
                "var p = 'a?'.repeat(40) + 'a'.repeat(40); 'a'.repeat(39).matches(p);",
                "''.replaceAll('(|){40}b', 'x');",
                "for (var i = 0; i < 2; i++) { (i == 0 ? 'b' : 'a'.repeat(40)).matches('(a|aa)+b');"
                    + " }",
                "new Random().ints().max();",
                "new java.util.Random().doubles().sum();",
                "new Random().longs().parallel().count();",
                "java.util.stream.Stream.generate(x -> 1).count();",
                "[1, 2].parallelStream().count();",
                "var a = [1]; a.stream().count();",
                "new java.util.Timer();",
                "new java.util.Scanner('x');",
                "new java.util.logging.FileHandler('/tmp/sluice-hostile');",
                "new java.util.zip.ZipFile('/etc/passwd');",
                "java.util.ServiceLoader;",
                "java.util.Collections.nCopies(2000000000, 1).toString();",
                "new java.util.BitSet(2000000000).toString();",
                "new java.util.ArrayList(2000000000);",
                "new HashMap(1000000000);",
                "java.util.Arrays.asList(1).spliterator();",
                "java.util.Locale.setDefault(new java.util.Locale('tr')); return 1;",
                "java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone('Asia/Tokyo'));"
                    + " return 1;",
                "var p = '('.repeat(20) + 'a*' + ')*'.repeat(20) + 'b'; 'a'.repeat(30).split(p);",
                "'x'.repeat(100000).replace('', 'y'.repeat(80000));",
                "var s = 'a'.repeat(500000); s.indexOf(s + 'b'); while (true) {"
                    + " s.indexOf('a'.repeat(200000) + 'b'); }",
                "String.join(',', java.util.Collections.nCopies(1000000000, 'x'));",
                "Math.class.getName();",
                "payload.class.classLoader;",
                "''.chars().parallel().count();",
                "Integer.valueOf(1).getClass();",
                "new Random().ints.average;",
                "new Random().ints.boxed.toArray;",
                "new java.util.Random().longs.sum;",
                "var b = 10I; b.pow(100000000).toString();",
                "var b = 3I; while (true) { b = b * b; }",
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
                "Array.from({length: '100000000'});",
                "Array.from({get length() { return 1e9; }});",
                "Array.from({length: {valueOf() { return 1e9; }}});",
                "var n = 0; Array.prototype.slice.call({get length() { return n++ ? 1e9 : 1; }});",
                "Array.prototype.fill.call({length: '1e15'}, 0);",
                "Array.prototype.indexOf.call({length: 1e15}, 0);",
                "Array.prototype.join.call(Object.create({length: 1e15}));",
                "var a = []; a.length = 4294967295; return {deviceName: 'd', telemetry: {a: a}};",
                "var a = []; a[4294967294] = 1; JSON.stringify(a);",
                "var a = []; a[4294967294] = 1; a.sort();",
                "var a = []; a[4294967294] = 1; String(a);",
                "return {toJSON() { var a = []; a.length = 4e9; return a; }};",
                "(2n ** 30000000n) ** 60n;",
                "BigInt(2) ** BigInt(1e12);",
                "var b = 3n ** 20000000n; b.toString();",
                "let b = 7n; while (true) { b = b * b; }",
                "1n << 100000000000n;",
                "'x'.padStart('1000000000');",
                "'x'.padEnd({valueOf() { return 1e9; }});",
                "'x'.repeat('1000000000');",
                "'ab'.repeat({valueOf() { return 1e9; }});",
                "[...{[Symbol.iterator]: () => ({next: Object.bind(null, {done: false})})}];",
                "new Set({[Symbol.iterator]: () => ({next: Error.bind(null)})});",
                "Array.from({[Symbol.iterator]: () => ({next: Object.bind(null, {done:"
                    + " false})})});",
                "Object.fromEntries({[Symbol.iterator]: () => ({next: Object.bind(null, {value: [1,"
                    + " 2]})})});",
                "new Map({[Symbol.iterator]: () => ({next: Object.bind(null, {value: [1, 2]})})});",
                "String.raw({raw: {length: 1e9}});",
                "new Uint8Array('1000000000');",
                "new Uint8Array({length: 1e9});",
                "Uint8Array.from({length: 1e9});",
                "new Uint8Array(8).set({length: 1e9});",
                "var s = 'a'.repeat(1e6); s.replace(/a/g, s);",
                "var s = 'a'.repeat(1e6); /a/g[Symbol.replace](s, s);",
                "var s = 'a'.repeat(1e5); s.replace(/a/g, '$`');",
                "var s = 'a'.repeat(1e7); s.split('');",
                "var s = 'a'.repeat(3e6), t = 'a'.repeat(1e6) + 'b'; for (;;) { s.indexOf(t); }",
                "var a = [1]; for (var i = 0; i < 30; i++) { a = [a, a]; } a.flat(Infinity);",
                "var a = ['x']; for (var i = 0; i < 40; i++) { a = [a, a]; } String(a);",
                "var a = ['x']; for (var i = 0; i < 40; i++) { a = [a, a]; } JSON.stringify(a);",
                "var a = ['x']; for (var i = 0; i < 40; i++) { a = {a: a, b: a}; } return a;",
                "var a = []; for (var i = 0; i < 30; i++) { a.push(...a, 1); }",
                "var a = [1]; for (;;) { a = a.concat(a); }",
                "var x = new Array(1000000).fill('y'.repeat(1e6)); x.join();",
                "eval('while (true) {}');",
                "new Function('while (true) {}')();",
                "(() => {}).constructor('while (true) {}')();",
                "new Proxy([], {get() { return 1e9; }}).fill(0);",
                "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60));",
                "new RegExp('(x+x+)+y').test('x'.repeat(60));",
                "'x'.repeat(60).split(/(x+x+)+y/);",
                "new RegExp('('.repeat(20000) + ')'.repeat(20000)).test('a');",
                "function f() { try { f(); } finally { f(); } } f();",
                "for (;;) { try { null.x; } catch (e) { continue; } }",
                "var o = {toString() { for (;;); }}; '' + o;",
                "var o = {get deviceName() { for (;;); }}; return o;",
                "[3, 1, 2].sort(() => { for (;;); });",
                "JSON.parse('[' + '0,'.repeat(1e7) + '0]');",
                "JSON.parse('['.repeat(1e6));",
                "Object.defineProperty(Array.prototype, 'x', {get() { for (;;); }}); [].x;",
                "Reflect.apply(Math.max, null, {length: 1e9});",
                "Reflect.construct(Array, {length: '1e9'});",
                "Function.prototype.apply.call(Math.max, null, {length: '1e9'});",
                "Symbol.prototype.toString.call({get x() {}}); (function* () { for (;;) yield 1;"
                    + " })().next(); [...(function* () { for (;;) yield 1; })()];",
                "var m = {}; m.m = m; return m;")
            .map(script -> Arguments.of("javascript", script + " " + OK_JS)));
  }

  /** The same after a translation, which brings functions of its own. */
  static Stream<Arguments> translated() {
    return Stream.of(
            "while (true) { }",
            "for (const x of (function* () { for (;;) yield 1; })()) { }",
            "[...(function* () { for (;;) yield 1; })()];",
            "const [...a] = (function* () { for (;;) yield 1; })();",
            "Math.max(...new Array(100000000));",
            "const f = (...r) => f(...r, ...r); f(1);",
            "class B extends Array { } new B(1e9).fill(0);",
            "class B extends ArrayBuffer { } new B(1e9);",
            "class B extends B2() { } function B2() { for (;;); }",
            "class B { get deviceName() { for (;;); } } return new B();",
            "class B { static x = B.y(); static y() { for (;;); } }",
            "const {...a} = {get x() { for (;;); }};",
            "$jscomp.arrayFromIterator({next() { return {done: false}; }});",
            "$jscomp.global.java.lang.System.exit(1);",
            "class B extends java.lang.Thread { }",
            "class B { constructor() { new B(); } } new B();",
            "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!');",
            "'x'.repeat(1000000000);")
        .map(script -> Arguments.of("javascript", "class Z { } " + script + " " + OK_JS));
  }

  @ParameterizedTest
  @MethodSource({"scripts", "translated"})
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
        "{\"type\":\"" + language + "\",\"script\":" + TextNode.valueOf(script) + "}", "hostile");
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
