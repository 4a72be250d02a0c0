package org.sluiceiot.kafka.guard.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PathHeaderTest {
  private static final Path PATH = Path.of(1, -1);

  @Test
  void layoutIsTheDocumentedOne() {
    byte[] bytes = PathHeader.encode(PATH, SigningKeys.NONE);
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("010002" + "0000000000000001" + "ffffffffffffffff");
    assertThat(PATH).hasToString("0000000000000001,ffffffffffffffff");
    assertThat(PathHeader.encode(PATH, PathPropertyTest.keys(9))).hasSize(3 + 16 + 1 + 16);
  }

  @Test
  void keysRotateWithoutAGap() {
    SigningKeys old = PathPropertyTest.keys(1);
    SigningKeys both = PathPropertyTest.keys(2, 1);
    SigningKeys fresh = PathPropertyTest.keys(2);
    byte[] byOld = PathHeader.encode(PATH, old);
    byte[] byBoth = PathHeader.encode(PATH, both);
    assertThat(PathHeader.decode(byOld, both).kind()).isEqualTo(Origin.Kind.KNOWN);
    assertThat(PathHeader.decode(byBoth, fresh).kind()).isEqualTo(Origin.Kind.KNOWN);
    assertThat(PathHeader.decode(byOld, fresh).kind()).isEqualTo(Origin.Kind.FORGED);
    assertThat(PathHeader.decode(byOld, SigningKeys.NONE).path()).isEqualTo(PATH);
  }

  @Test
  void unsignedCountsAsForgedOnceSigningIsOn() {
    byte[] unsigned = PathHeader.encode(PATH, SigningKeys.NONE);
    assertThat(PathHeader.decode(unsigned, PathPropertyTest.keys(1)).kind())
        .isEqualTo(Origin.Kind.FORGED);
  }

  @Test
  void aSecondHeaderDoesNotHideTheFirst() {
    RecordHeaders headers = new RecordHeaders();
    assertThat(PathHeader.read(headers, SigningKeys.NONE).kind()).isEqualTo(Origin.Kind.NONE);
    PathHeader.write(PathHeader.of(Path.of(5), SigningKeys.NONE), headers);
    PathHeader.write(PathHeader.of(PATH, SigningKeys.NONE), headers);
    assertThat(headers.headers(PathHeader.NAME)).hasSize(1);
    headers.add(PathHeader.NAME, PathHeader.encode(Path.EMPTY, SigningKeys.NONE));
    headers.add(PathHeader.NAME, new byte[] {9});
    assertThat(PathHeader.read(headers, SigningKeys.NONE).path()).isEqualTo(PATH);
  }

  @Test
  void sixteenEntriesAreTheMost() {
    Path path = Path.EMPTY;
    for (int i = 0; i < 20; i++) {
      path = path.append(i);
    }
    assertThat(path.full()).isTrue();
    assertThat(path.size()).isEqualTo(16);
    assertThat(path.count(15)).isEqualTo(1);
    assertThat(path.count(16)).isZero();
    assertThatThrownBy(() -> Path.of(new long[17])).isInstanceOf(IllegalArgumentException.class);
    assertThat(Path.parse("0000000000000001,".repeat(17))).isNull();
    assertThat(Path.parse("000000000000000g")).isNull();
  }
}
