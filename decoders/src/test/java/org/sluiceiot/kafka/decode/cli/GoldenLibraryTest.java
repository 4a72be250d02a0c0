package org.sluiceiot.kafka.decode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The converters of this repository, in the layout of ThingsBoard's library. */
@Tag("slow")
class GoldenLibraryTest {
  private static final Path LIBRARY = Path.of("src/test/resources/converters");

  @ParameterizedTest
  @CsvSource({"tbel", "js"})
  void everyCasePasses(String language) throws Exception {
    List<ConverterCase.Outcome> outcomes =
        new ConverterLibrary(LIBRARY, language, null)
            .run(
                outcome -> LibraryReport.print(outcome, System.out),
                new LibraryProgress(System.out, System::nanoTime));
    assertThat(outcomes.stream().map(o -> o.name().replaceAll("/[^/]+$", "")).distinct())
        .hasSizeGreaterThanOrEqualTo(30);
    assertThat(outcomes).allMatch(ConverterCase.Outcome::passed);
  }
}
