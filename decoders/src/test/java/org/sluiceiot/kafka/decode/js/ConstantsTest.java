package org.sluiceiot.kafka.decode.js;

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
