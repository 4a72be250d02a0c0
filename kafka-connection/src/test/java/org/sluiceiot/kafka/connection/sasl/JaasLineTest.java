package org.sluiceiot.kafka.connection.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;

class JaasLineTest {
  private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String ALPHABET = "ab\"'\\;= \t\n\r\u0001{}$/*#//é世\u0000";

  @Test
  void whateverTheValuesKafkaReadsThemBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      Map<String, String> options = Map.of("username", text(random), "password", text(random));
      String line = JaasLine.of(MODULE, options);
      List<AppConfigurationEntry> entries =
          JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(line)))
              .configurationEntries();
      assertThat(entries).as("seed " + seed).hasSize(1);
      assertThat(entries.get(0).getLoginModuleName()).isEqualTo(MODULE);
      assertThat(entries.get(0).getOptions()).as("seed " + seed).isEqualTo(options);
      assertThat(JaasEntry.parse(line).options()).as("seed " + seed).isEqualTo(options);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length >= 0; length--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
