package org.sluiceiot.script.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '@',
      textBlock =
          """
          const a = 1;                 ~ let   a = 1;
          for (const x of y) {}        ~ for (let   x of y) {}
          var constant = o.const;      ~ var constant = o.const;
          var o = {const: 1, 'const': 2} ~ var o = {const: 1, 'const': 2}
          var o = {const() {}, get const() {}} ~ var o = {const() {}, get const() {}}
          const {a} = b; const [c] = d ~ let   {a} = b; let   [c] = d
          const/* why */e = 1          ~ let  /* why */e = 1
          `const x ${`const y`} const z` ~ `const x ${`const y`} const z`
          'const' + "a\\"const" + `const` ~ 'const' + "a\\"const" + `const`
          /* const */ const a; // const ~ /* const */ let   a; // const
          s.replace(/'const/g, 1); const b ~ s.replace(/'const/g, 1); let   b
          return /[/"]const/; const c    ~ return /[/"]const/; let   c
          a / 2; const d = b / 'const'   ~ a / 2; let   d = b / 'const'
          """)
  void onlyTheKeywordChanges(String script, String expected) {
    assertThat(Constants.asVariables(script)).isEqualTo(expected);
  }
}
