package org.sluiceiot.thingsboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.SettingsDocument;
import org.sluiceiot.kafka.connection.KafkaSettings;
import org.sluiceiot.kafka.guard.LoopPolicy;
import org.sluiceiot.kafka.guard.LoopSettings;

class PolicyTest {
  private static final List<Class<? extends Record>> PARTS =
      List.of(KafkaSettings.class, LoopSettings.class);

  @TempDir Path directory;

  @Test
  void withoutAnythingEveryTenantIsEnabledAndDefaultsHold() throws Exception {
    Policy policy = policy(Map.of("PATH", "/bin"));
    assertThat(policy.enabled(UUID.randomUUID())).isTrue();
    assertThat(policy.directory()).isEmpty();
    assertThat(policy.settings()).isEmpty();
  }

  @Test
  void onlyTheTenantsNamedAreEnabled() throws Exception {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    Policy policy = policy(Map.of("SLUICE_TENANTS", one + " ," + two));
    assertThat(policy.enabled(one)).isTrue();
    assertThat(policy.enabled(two)).isTrue();
    assertThat(policy.enabled(UUID.randomUUID())).isFalse();
  }

  @Test
  void aTenantIdThatIsNoneIsSaid() {
    assertThatThrownBy(() -> policy(Map.of("SLUICE_TENANTS", "ACME")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("SLUICE_TENANTS");
  }

  @Test
  void settingsComeFromTheEnvironment() throws Exception {
    Policy policy =
        policy(
            Map.of(
                "SLUICE_DENIED_CLUSTERS", "a, b",
                "SLUICE_LOOP_POLICY", "warn",
                "SLUICE_MSK_IAM", "true"));
    KafkaSettings settings = SettingsDocument.read(policy.settings(), KafkaSettings.class);
    assertThat(settings.deniedClusters()).isEqualTo(List.of("a", "b"));
    assertThat(loops(policy).loopPolicy()).isEqualTo(LoopPolicy.WARN);
    assertThat(settings.mskIam()).isTrue();
  }

  @Test
  void everyWrongSettingIsNamed() {
    assertThatThrownBy(
            () -> policy(Map.of("SLUICE_LOOP_POLICY", "maybe", "SLUICE_MSK_IAM", "perhaps")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("loopPolicy")
        .hasMessageContaining("mskIam");
  }

  @Test
  void aFileBesideTheServersConfigurationIsReadAndTheEnvironmentWins() throws Exception {
    Files.writeString(
        directory.resolve("sluice.properties"),
        "sluice.loop-policy=warn\nsluice.mskIam=true\nsluice.data-dir=/srv/sluice\n");
    try (URLClassLoader classPath =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      OperatorProperties properties =
          OperatorProperties.load(Map.of("SLUICE_LOOP_POLICY", "off"), classPath);
      Policy policy = Policy.read(properties, PARTS);
      KafkaSettings settings = SettingsDocument.read(policy.settings(), KafkaSettings.class);
      assertThat(loops(policy).loopPolicy()).isEqualTo(LoopPolicy.OFF);
      assertThat(settings.mskIam()).isTrue();
      assertThat(policy.directory()).contains(Path.of("/srv/sluice"));
    }
  }

  @Test
  void aFileNamedByTheEnvironmentMustBeThere() throws Exception {
    Path file = directory.resolve("mine.properties");
    assertThatThrownBy(() -> policy(Map.of("SLUICE_CONFIG", file.toString())))
        .isInstanceOf(UncheckedIOException.class);
    Files.writeString(file, "sluice.mskIam=true");
    assertThat(
            policy(Map.of("SLUICE_CONFIG", file.toString())).settings().get("mskIam").asBoolean())
        .isTrue();
  }

  private static Policy policy(Map<String, String> environment) throws ConfigException {
    OperatorProperties properties =
        OperatorProperties.load(environment, ClassLoader.getPlatformClassLoader());
    return Policy.read(properties, PARTS);
  }

  private static LoopSettings loops(Policy policy) throws ConfigException {
    return SettingsDocument.read(policy.settings(), LoopSettings.class);
  }
}
