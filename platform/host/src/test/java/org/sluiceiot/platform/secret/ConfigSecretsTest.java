package org.sluiceiot.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.config.Variants;
import org.sluiceiot.api.message.TenantId;

class ConfigSecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      "{'name':'n','login':{'type':'password','password':'s3cret-a'},'tokens':['s3cret-b'],"
          + "'byName':{'x':'s3cret-c'}}";

  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final SecretOwner OWNER = SecretOwner.node(TENANT);

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
    secrets = new ConfigSecrets(open(file, null));
  }

  @Test
  void nothingAtRestAndNothingShown() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class, OWNER);
    assertThat(stored.toString()).doesNotContain("s3cret").contains("\"name\":\"n\"");
    assertThat(secrets.hide(stored, Config.class).toString()).doesNotContain("encrypted:");
    assertThat(ConfigSecrets.hideEncrypted(stored)).isEqualTo(secrets.hide(stored, Config.class));
    assertThat(secrets.decrypt(stored, Config.class, OWNER)).isEqualTo(json(CONFIG));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aVariantInCapitalsKeepsItsSecretsToo() throws Exception {
    JsonNode shouted = json(CONFIG.replace("'type':'password'", "'type':'PASSWORD'"));
    JsonNode stored = secrets.encrypt(shouted, null, Config.class, OWNER);
    assertThat(stored.toString()).doesNotContain("s3cret");
    assertThat(secrets.decrypt(stored, Config.class, OWNER)).isEqualTo(shouted);
  }

  @Test
  void placeholdersRoundTrip() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class, OWNER);
    JsonNode shown = secrets.hide(stored, Config.class);
    JsonNode saved = secrets.encrypt(shown, stored, Config.class, OWNER);
    assertThat(secrets.decrypt(saved, Config.class, OWNER)).isEqualTo(json(CONFIG));
  }

  @Test
  void aPlaceholderForNothingIsNoSecret() throws Exception {
    JsonNode shown = secrets.hide(json(CONFIG), Config.class);
    JsonNode saved = secrets.encrypt(shown, null, Config.class, OWNER);
    assertThat(saved.at("/login/password").isNull()).isTrue();
  }

  @Test
  void whatLooksEncryptedIsEncryptedAsAnyText() throws Exception {
    String stolen =
        secrets.encrypt(json(CONFIG), null, Config.class, OWNER).at("/login/password").textValue();
    JsonNode sent = json(CONFIG.replace("s3cret-a", stolen));
    JsonNode kept = secrets.encrypt(sent, null, Config.class, OWNER);
    assertThat(secrets.decrypt(kept, Config.class, OWNER).at("/login/password").textValue())
        .isEqualTo(stolen);
  }

  @Test
  void theKeyOutlivesTheProcessAndAnotherOneDoesNotFit() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class, OWNER);
    ConfigSecrets again = new ConfigSecrets(open(file, null));
    assertThat(again.decrypt(stored, Config.class, OWNER)).isEqualTo(json(CONFIG));
    ConfigSecrets given =
        new ConfigSecrets(open(directory.resolve("none"), Files.readString(file)));
    assertThat(given.decrypt(stored, Config.class, OWNER)).isEqualTo(json(CONFIG));
    ConfigSecrets other = new ConfigSecrets(open(directory.resolve("other"), null));
    assertThatThrownBy(() -> other.decrypt(stored, Config.class, OWNER))
        .isInstanceOf(UnreadableSecretsException.class)
        .hasMessageContaining("login.password, tokens[0], byName.x")
        .hasMessageContaining("another key");
  }

  /** Whoever can write to the database copies a ciphertext to where its owner can read it. */
  @Test
  void aCiphertextIsOfItsTenantAndItsFieldAlone() throws Exception {
    JsonNode stored = secrets.encrypt(json(CONFIG), null, Config.class, OWNER);
    SecretOwner stranger = SecretOwner.node(new TenantId(new UUID(2, 2)));
    for (SecretOwner other :
        List.of(stranger, SecretOwner.integration(TENANT), SecretOwner.settings("p"))) {
      assertThatThrownBy(() -> secrets.decrypt(stored, Config.class, other))
          .isInstanceOf(UnreadableSecretsException.class)
          .hasMessageContaining("login.password, tokens[0], byName.x")
          .hasMessageContaining("enter it anew");
    }
    ObjectNode moved = stored.deepCopy();
    ((ObjectNode) moved.get("login")).set("password", stored.at("/tokens/0"));
    assertThatThrownBy(() -> secrets.decrypt(moved, Config.class, OWNER))
        .isInstanceOf(UnreadableSecretsException.class)
        .hasMessageContaining("login.password")
        .hasMessageNotContaining("tokens[0]");
    // Nor does saving it, with the placeholder that a user sees, make it readable.
    JsonNode saved = secrets.encrypt(secrets.hide(moved, Config.class), moved, Config.class, OWNER);
    assertThatThrownBy(() -> secrets.decrypt(saved, Config.class, OWNER))
        .isInstanceOf(UnreadableSecretsException.class);
  }

  @Test
  void whatAnEarlierVersionEncryptedIsReadAndBoundAtTheNextSave() throws Exception {
    ObjectNode stored = (ObjectNode) json(CONFIG);
    String old = ConfigSecrets.ENCRYPTED + open(file, null).encrypt("s3cret-a", new byte[0]);
    ((ObjectNode) stored.get("login")).put("password", old);
    assertThat(secrets.decrypt(stored, Config.class, OWNER)).isEqualTo(json(CONFIG));
    JsonNode saved =
        secrets.encrypt(secrets.hide(stored, Config.class), stored, Config.class, OWNER);
    assertThat(saved.at("/login/password").textValue()).startsWith("encrypted:bound:");
    assertThat(secrets.decrypt(saved, Config.class, OWNER).at("/login/password").textValue())
        .isEqualTo("s3cret-a");
  }

  private static SecretKey open(Path file, String given) {
    return SecretKey.open(file, given, false, () -> false);
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
