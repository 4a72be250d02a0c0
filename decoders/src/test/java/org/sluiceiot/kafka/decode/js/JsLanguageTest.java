package org.sluiceiot.kafka.decode.js;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.kafka.decode.Records;
import org.sluiceiot.kafka.decode.script.ResultDecoder;

/** What converters use of the language beyond ES5. */
class JsLanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '@',
      textBlock =
          """
          return {...{a: 1}, b: 2}                                   ~ {"a":1,"b":2}
          return Object.assign({}, {a: 1})                           ~ {"a":1}
          return [...[1], ...new Set([2, 2])]                        ~ [1,2]
          let s = 0; for (const x of [1, 2]) { const y = x * 2; s += y; } return s ~ 6
          const {a, b = 5} = {a: 1}; return a + b                    ~ 6
          const f = ({x}, y = 2) => x + y; return f({x: 1})          ~ 3
          return `a${1 + 1}`                                         ~ "a2"
          return ({}).a?.b ?? 'n'                                    ~ "n"
          return 'a'.padStart(3, '0')                                ~ "00a"
          return new Float32Array(new Uint8Array([0, 0, 128, 63]).buffer)[0] ~ 1
          return Uint8Array.from([1, 255]).length                    ~ 2
          return new Uint8Array([1, 2]) instanceof Uint8Array        ~ true
          return new DataView(new Uint8Array([255, 254]).buffer).getInt16(0) ~ -2
          return String.fromCharCode.apply(null, new Uint8Array([97])) ~ "a"
          return Object.fromEntries(Object.entries({a: 1}))          ~ {"a":1}
          return [1, [2]].flat().includes(2)                         ~ true
          return 'a1b2'.replaceAll('a', 'x').match(/\\d/g)             ~ ["1","2"]
          return /(?<y>\\d+)/.exec('a12').groups.y                    ~ "12"
          return 2 ** 10 + 0b11 + 0o7                                ~ 1034
          return new Date(0).toISOString()                           ~ "1970-01-01T00:00:00.000Z"
          try { throw new Error('x') } catch { return 1 }            ~ 1
          function* g() { yield 1; yield 2; } return [...g()]        ~ [1,2]
          let n = [1].map(x => x); try { throw 1 } catch { return n }  ~ [1]
          return typeof (function*() {}).call                        ~ "function"
          return Reflect.get({get x() { return this.n }}, 'x', {n: 5}) ~ 5
          return [3, 1, 2].sort((a, b) => b - a).find(x => x < 3)    ~ 2
          return typeof console.log('x')                             ~ "undefined"
          return atob(btoa('\\u00ff')).charCodeAt(0)                   ~ 255
          return [NaN, undefined, 1 / 0]                             ~ [null,null,null]
          return payload[0]                                          ~ 200
          return {const: 1, a: {const: 2}.const}                     ~ {"const":1,"a":2}
          const a = `const x ${`const y ${1}`}`; return a            ~ "const x const y 1"
          return 'const a'.replace(/const /, '') + /const a/.source  ~ "aconst a"
          const const1 = 1; /* const b */ const /**/ b = 2; return const1 + b ~ 3
          const f = []; for (let i = 0; i < 3; i++) { f.push(() => i) } return f.map(g => g()) ~ [0,1,2]
          const f = []; for (let i of [4, 5]) { f.push(function() { return i }) } return f.map(g => g()) ~ [4,5]
          const f = []; for (const k in {a: 1, b: 2}) { f.push(() => k) } return f.map(g => g()) ~ ["a","b"]
          const f = []; for (const [k, v] of Object.entries({a: 1})) { f.push(() => k + v) } return f.map(g => g()) ~ ["a1"]
          let n = 0; for (let i = 0; i < 3; i++) { [1, 2].forEach(x => { n += x * i }) } return n ~ 9
          const f = []; for (let i = 0; i < 9; i++) { if (i % 3) continue; f.push(() => i) } return f.map(g => g()) ~ [0,3,6]
          return new Date('2024-01-02 03:04:05Z').getTime()          ~ 1704164645000
          return new Date('2024-01-02 03:04:05.5+0100').getTime()    ~ 1704161045500
          return Date.parse('2024-01-02 03:04+01:00')                ~ 1704161040000
          return new Date(0).toLocaleString('en-US', {timeZone: 'UTC'}) ~ "1/1/1970, 12:00:00 AM"
          return new Date(0).toLocaleDateString('de-DE', {timeZone: 'UTC'}) ~ "1.1.1970"
          return new Date(0).toLocaleTimeString('en-GB', {timeZone: 'UTC'}) ~ "00:00:00"
          return (1234.5).toLocaleString('en-US', {minimumFractionDigits: 2}) ~ "1,234.50"
          return (1234.5).toLocaleString('de-DE')                    ~ "1.234,5"
          return String(new DataView(new Uint8Array([255,255,255,255,255,255,255,255]).buffer).getBigUint64(0)) ~ "18446744073709551615"
          return String(new DataView(new Uint8Array([254,255,255,255,255,255,255,255]).buffer).getBigInt64(0, true)) ~ "-2"
          return new TextDecoder().decode(new Uint8Array([195, 164])) ~ "\u00e4"
          return Array.from(new TextEncoder().encode('\u00e4'))        ~ [195,164]
          """)
  void yields(String script, String expected) throws Exception {
    ResultDecoder decoder =
        (ResultDecoder)
            Records.decoder(
                "{\"type\":\"javascript\",\"script\":" + TextNode.valueOf(script) + "}");
    assertThat(decoder.result(new byte[] {(byte) 200}, Map.of()).toString()).isEqualTo(expected);
  }
}
