package org.sluiceiot.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;
import org.sluiceiot.platform.TestHost.Answer;
import org.sluiceiot.platform.host.PlatformOptions;

/** A key that is lost harms what needs it, and nothing else. */
class LostKeyTest {
  @TempDir Path folder;
  private PlatformOptions options;
  private Path key;
  private String base;
  private String secret;
  private String plain;
  private String chain;

  @BeforeEach
  void aHostWithSecrets() throws Exception {
    options = PlatformOptions.embedded(folder.resolve("data"), TestHost.plugins(folder));
    key = folder.resolve("data/secret.key");
    try (TestHost host = TestHost.start(options)) {
      base = "/api/tenants/" + host.tenant("t").id();
      secret = id(host.call("POST", base + "/integrations", input("secret", "hunter-22")));
      plain =
          id(
              host.call(
                  "POST",
                  base + "/integrations",
                  "{'name':'plain','type':'fake-source','enabled':true,'config':{}}"));
      String nodes =
          "{'id':'a','type':'fake-sink','name':'a','config':{'password':'hunter-22'}},"
              + "{'id':'b','type':'fake-sink','name':'b','config':{}}";
      chain =
          id(
              host.call(
                  "POST",
                  base + "/rule-chains",
                  "{'name':'c','document':{'firstNode':'a','nodes':["
                      + nodes
                      + "],'connections':[]}}"));
    }
  }

  private static String id(Answer made) {
    assertThat(made.status()).as(made.problems()).isEqualTo(201);
    return made.body().path("id").asText();
  }

  private static String input(String name, String password) {
    return "{'name':'%s','type':'fake-source','enabled':true,'config':{'password':'%s'}}"
        .formatted(name, password);
  }

  private JsonNode status(TestHost host, String integration) {
    return host.call("GET", base + "/integrations/" + integration, "").body().path("status");
  }

  private JsonNode node(TestHost host, String node) {
    return host.call("GET", base + "/rule-chains/" + chain, "").body().at("/status/nodes/" + node);
  }

  private void onlyWhatNeedsTheKeyFailed(TestHost host, String reason) {
    for (JsonNode failed : new JsonNode[] {status(host, secret), node(host, "a")}) {
      assertThat(failed.path("state").asText()).isEqualTo("failed");
      assertThat(failed.path("reason").asText()).contains("password", reason);
    }
    assertThat(status(host, plain).path("state").asText()).isEqualTo("running");
    assertThat(node(host, "b").path("state").asText()).isEqualTo("running");
  }

  private void aNewSecretCanBeEntered(TestHost host) {
    String path = base + "/integrations/" + secret;
    Answer placeholder = host.call("PUT", path, input("secret", "********"));
    assertThat(placeholder.status()).isEqualTo(400);
    assertThat(placeholder.problems()).contains("config.password", "enter it anew");
    Answer saved = host.call("PUT", path, input("secret", "new one"));
    assertThat(saved.status()).as(saved.problems()).isEqualTo(200);
    assertThat(status(host, secret).path("state").asText()).isEqualTo("running");
    Answer password = host.call("POST", path + "/commands/password", "{}");
    assertThat(password.body().path("password").asText()).isEqualTo("new one");
  }

  @Test
  void a_missing_key_is_not_replaced_by_itself() throws Exception {
    byte[] former = Files.readAllBytes(key);
    Files.delete(key);
    try (TestHost host = TestHost.start(options)) {
      onlyWhatNeedsTheKeyFailed(host, "--new-secret-key");
      Answer saved = host.call("PUT", base + "/integrations/" + secret, input("secret", "new one"));
      assertThat(saved.status()).isEqualTo(400);
      assertThat(saved.problems()).contains("config.password", "secret.key", "--new-secret-key");
      assertThat(key).doesNotExist();
    }
    Files.write(key, former);
    try (TestHost host = TestHost.start(options)) {
      assertThat(status(host, secret).path("state").asText()).isEqualTo("running");
      assertThat(node(host, "a").path("state").asText()).isEqualTo("running");
    }
  }

  @Test
  void a_missing_key_is_replaced_when_somebody_says_so() throws Exception {
    Files.delete(key);
    try (TestHost host = TestHost.start(options.withNewSecretKey())) {
      onlyWhatNeedsTheKeyFailed(host, "another key");
      aNewSecretCanBeEntered(host);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    try (TestHost host = TestHost.start(options)) {
      assertThat(status(host, secret).path("state").asText()).isEqualTo("running");
    }
  }

  @Test
  void with_another_key_only_what_it_does_not_fit_fails() throws Exception {
    Path other = folder.resolve("other.key");
    SecretKey.open(other, null, false, () -> false);
    Files.copy(other, key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (TestHost host = TestHost.start(options)) {
      onlyWhatNeedsTheKeyFailed(host, "another key");
      aNewSecretCanBeEntered(host);
    }
  }

  @Test
  void a_damaged_key_is_kept_and_told_of() throws Exception {
    for (String damaged : new String[] {"", "{", "{\"primaryKeyId\":1,\"key\":[]}", "no key"}) {
      Files.writeString(key, damaged);
      try (TestHost host = TestHost.start(options)) {
        onlyWhatNeedsTheKeyFailed(host, "is not a key");
      }
      assertThat(Files.readString(key)).isEqualTo(damaged);
    }
    try (TestHost host = TestHost.start(options.withNewSecretKey())) {
      aNewSecretCanBeEntered(host);
    }
    try (var files = Files.list(key.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("secret.key.unusable-"));
    }
  }

  @Test
  void a_given_key_that_is_none_is_told_of() throws Exception {
    PlatformOptions given =
        new PlatformOptions(
            options.data(),
            options.plugins(),
            null,
            null,
            null,
            "no keyset",
            "host",
            options.quota());
    try (TestHost host = TestHost.start(given)) {
      onlyWhatNeedsTheKeyFailed(host, "SLUICE_SECRET_KEY");
    }
  }

  @Test
  void settings_of_a_plugin_that_cannot_be_read_fail_its_own_nodes_in_words() throws Exception {
    try (TestHost host = TestHost.start(options)) {
      assertThat(host.call("PUT", "/api/plugins/fake/settings", "{'key':'k'}").status())
          .isEqualTo(200);
    }
    Files.delete(key);
    try (TestHost host = TestHost.start(options)) {
      assertThat(status(host, plain).path("state").asText()).isEqualTo("failed");
      assertThat(status(host, plain).path("reason").asText())
          .contains("settings of plugin 'fake'", "key");
      assertThat(host.call("GET", "/api/plugins/fake/settings", "").status()).isEqualTo(200);
      assertThat(host.call("GET", base + "/rule-chains", "").body()).hasSize(2);
    }
  }

  @Test
  void a_first_start_makes_a_key_whatever_a_crash_left_behind() throws IOException {
    Path fresh = folder.resolve("fresh.key");
    Files.writeString(folder.resolve("fresh.key.new"), "half a k");
    assertThat(SecretKey.open(fresh, null, false, () -> false).problem()).isNull();
    assertThat(SecretKey.open(fresh, null, false, () -> true).problem()).isNull();
    assertThat(folder.resolve("fresh.key.new")).doesNotExist();
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
    SecretKey.open(fresh, null, false, () -> true);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
        .isEqualTo("rw-------");
  }
}
