package org.sluiceiot.kafka.guard.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.sluiceiot.api.config.Secret;

class PathPropertyTest {
  private static final SigningKeys KEYS = keys(7, 3);

  @Property
  void encodingsRoundTrip(@ForAll @Size(max = 16) long[] ids, @ForAll boolean signed) {
    SigningKeys keys = signed ? KEYS : SigningKeys.NONE;
    Path path = Path.of(ids);
    Origin known = new Origin(Origin.Kind.KNOWN, path);
    byte[] bytes = PathHeader.encode(path, keys);
    assertThat(PathHeader.decode(bytes, keys)).isEqualTo(known);
    assertThat(Path.parse(path.toString())).isEqualTo(path);
    String text = Base64.getEncoder().encodeToString(bytes);
    String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    for (String form : new String[] {text, url, "\"" + text + "\"", " " + text + "\n"}) {
      assertThat(PathHeader.decode(form.getBytes(StandardCharsets.UTF_8), keys)).isEqualTo(known);
    }
  }

  @Property
  void anyBytesAreReadWithoutHarm(@ForAll byte[] bytes, @ForAll boolean versioned) {
    if (versioned && bytes.length > 0) {
      bytes[0] = 1;
    }
    Origin origin = PathHeader.decode(bytes, KEYS);
    assertThat(origin.kind()).isIn(Origin.Kind.GARBLED, Origin.Kind.FORGED);
    assertThat(PathHeader.decode(bytes, SigningKeys.NONE).path().size()).isBetween(0, 16);
  }

  @Property
  void anyTextIsReadWithoutHarm(@ForAll String text) {
    Path path = Path.parse(text);
    if (path != null) {
      assertThat(path.toString()).isEqualToIgnoringCase(text);
    }
  }

  @Property
  void aChangedBitMakesASignatureWorthless(
      @ForAll @Size(min = 1, max = 16) long[] ids, @ForAll int position) {
    byte[] bytes = PathHeader.encode(Path.of(ids), KEYS);
    int bit = Math.floorMod(position, bytes.length * 8);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    assertThat(PathHeader.decode(bytes, KEYS).kind()).isNotEqualTo(Origin.Kind.KNOWN);
  }

  static SigningKeys keys(int... numbers) {
    Map<Integer, Secret> secrets = new LinkedHashMap<>();
    for (int number : numbers) {
      secrets.put(number, new Secret("secret-" + number));
    }
    return new SigningKeys(secrets);
  }
}
