package org.sluiceiot.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.config.Variants;

class ConfigSecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      "{'name':'n','login':{'type':'password','password':'s3cret-a'},'tokens':['s3cret-b'],"
          + "'byName':{'x':'s3cret-c'}}";

  @TempDir Path directory;
  private Path file;
  private ConfigSecrets secrets;

  /** What holds secrets. */
  public record Config(
      @Property(title = "n", help = "n") String name,
      @Property(title = "l", help = "l") Login login,
      @Property(title = "t", help = "t") List<Secret> tokens,
      @Property(title = "m", help = "m") Map<String, Secret> byName) {}

  /** A choice. */
  @Variants(Password.class)
  public interface Login {}

  /** The only choice. */
  @Variant(value = "password", title = "p")
  public record Password(@Property(title = "p", help = "p") Secret password) implements Login {}

  @BeforeEach
  void open() {
    file = directory.resolve("secret.key");
    secrets = new ConfigSecrets(SecretKey.open(file, null));
  }

  @Test
  void nothingAtRestAndNothingShown() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class);
    assertThat(stored.toString()).doesNotContain("s3cret").contains("\"name\":\"n\"");
    assertThat(secrets.hide(stored, Config.class).toString()).doesNotContain("encrypted:");
    assertThat(ConfigSecrets.hideEncrypted(stored)).isEqualTo(secrets.hide(stored, Config.class));
    assertThat(secrets.decrypt(stored, Config.class)).isEqualTo(json(CONFIG));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aVariantInCapitalsKeepsItsSecretsToo() throws Exception {
    JsonNode shouted = json(CONFIG.replace("'type':'password'", "'type':'PASSWORD'"));
    JsonNode stored = secrets.encrypt(shouted, null, Config.class);
    assertThat(stored.toString()).doesNotContain("s3cret");
    assertThat(secrets.decrypt(stored, Config.class)).isEqualTo(shouted);
  }

  @Test
  void placeholdersRoundTrip() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class);
    JsonNode shown = secrets.hide(stored, Config.class);
    JsonNode saved = secrets.encrypt(shown, stored, Config.class);
    assertThat(secrets.decrypt(saved, Config.class)).isEqualTo(json(CONFIG));
  }

  @Test
  void aPlaceholderForNothingIsNoSecret() throws Exception {
    JsonNode shown = secrets.hide(json(CONFIG), Config.class);
    JsonNode saved = secrets.encrypt(shown, null, Config.class);
    assertThat(saved.at("/login/password").isNull()).isTrue();
  }

  @Test
  void whatLooksEncryptedIsEncryptedAsAnyText() throws Exception {
    String stolen =
        secrets.encrypt(json(CONFIG), null, Config.class).at("/login/password").textValue();
    JsonNode sent = json(CONFIG.replace("s3cret-a", stolen));
    JsonNode kept = secrets.encrypt(sent, null, Config.class);
    assertThat(secrets.decrypt(kept, Config.class).at("/login/password").textValue())
        .isEqualTo(stolen);
  }

  @Test
  void theKeyOutlivesTheProcessAndAnotherOneDoesNotFit() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class);
    ConfigSecrets again = new ConfigSecrets(SecretKey.open(file, null));
    assertThat(again.decrypt(stored, Config.class)).isEqualTo(json(CONFIG));
    ConfigSecrets given =
        new ConfigSecrets(SecretKey.open(directory.resolve("none"), Files.readString(file)));
    assertThat(given.decrypt(stored, Config.class)).isEqualTo(json(CONFIG));
    ConfigSecrets other = new ConfigSecrets(SecretKey.open(directory.resolve("other"), null));
    assertThatThrownBy(() -> other.decrypt(stored, Config.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another key");
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
