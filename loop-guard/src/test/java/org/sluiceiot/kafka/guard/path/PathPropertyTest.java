package org.sluiceiot.kafka.guard.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.fixtures.Seeds;

class PathPropertyTest {
  private static final SigningKeys KEYS = keys(7, 3);

  @Test
  void encodingsRoundTrip() {
    Seeds.check(1000, random -> roundTrips(Seeds.numbers(random, 0, 16), random.nextBoolean()));
  }

  private static void roundTrips(long[] ids, boolean signed) {
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

  @Test
  void anyBytesAreReadWithoutHarm() {
    Seeds.check(1000, random -> isRead(Seeds.bytes(random, 200), random.nextBoolean()));
  }

  private static void isRead(byte[] bytes, boolean versioned) {
    if (versioned && bytes.length > 0) {
      bytes[0] = 1;
    }
    Origin origin = PathHeader.decode(bytes, KEYS);
    assertThat(origin.kind()).isIn(Origin.Kind.GARBLED, Origin.Kind.FORGED);
    assertThat(PathHeader.decode(bytes, SigningKeys.NONE).path().size()).isBetween(0, 16);
  }

  @Test
  void anyTextIsReadWithoutHarm() {
    Seeds.check(1000, random -> isRead(Seeds.text(random, 60)));
  }

  private static void isRead(String text) {
    Path path = Path.parse(text);
    if (path != null) {
      assertThat(path.toString()).isEqualToIgnoringCase(text);
    }
  }

  @Test
  void aChangedBitMakesASignatureWorthless() {
    Seeds.check(1000, random -> isWorthless(Seeds.numbers(random, 1, 16), random.nextInt()));
  }

  private static void isWorthless(long[] ids, int position) {
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
