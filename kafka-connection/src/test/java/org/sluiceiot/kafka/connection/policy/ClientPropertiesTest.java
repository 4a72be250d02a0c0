package org.sluiceiot.kafka.connection.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.Problems;

class ClientPropertiesTest {
  @Test
  void everyPropertyOfTheClientsOnTheClassPathIsClassified() {
    TreeSet<String> keys = new TreeSet<>(ProducerConfig.configNames());
    keys.addAll(ConsumerConfig.configNames());
    keys.addAll(AdminClientConfig.configNames());
    assertThat(keys).hasSizeGreaterThan(100);
    keys.removeIf(key -> !(ClientProperties.rule(key) instanceof PropertyRule.Unknown));
    assertThat(keys).as("client properties without a rule").isEmpty();
  }

  @Test
  void everyPropertyOfTheNewestClientsIsClassified() throws Exception {
    URL[] jar = {Path.of(System.getProperty("sluice.newest.clients")).toUri().toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader newest = new URLClassLoader(jar, new Slf4jOnly())) {
      // Kafka looks its own default classes up through the thread's loader.
      thread.setContextClassLoader(newest);
      TreeSet<String> keys = new TreeSet<>();
      for (String kind : List.of("producer.Producer", "consumer.Consumer", "admin.AdminClient")) {
        Class<?> config = newest.loadClass("org.apache.kafka.clients." + kind + "Config");
        assertThat(config.getClassLoader()).isSameAs(newest);
        ((Set<?>) config.getMethod("configNames").invoke(null))
            .forEach(key -> keys.add(key.toString()));
      }
      assertThat(keys).contains("sasl.oauthbearer.jwt.retriever.class");
      keys.removeIf(key -> !(ClientProperties.rule(key) instanceof PropertyRule.Unknown));
      assertThat(keys).as("client properties without a rule").isEmpty();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Hides the clients of the class path. */
  private static final class Slf4jOnly extends ClassLoader {
    Slf4jOnly() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.slf4j.")) {
        return ClientPropertiesTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "acks,all",
    "linger.ms,5",
    "batch.size,16384",
    "max.in.flight.requests.per.connection,5",
    "fetch.max.bytes,52428800",
    "client.rack,eu-west-1a",
    "isolation.level,read_committed",
    "ssl.enabled.protocols,'TLSv1.2,TLSv1.3'",
    "compression.type, zstd "
  })
  void allowsWithinBounds(String key, String value) {
    assertThat(problems(key, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "acks,2",
    "linger.ms,-1",
    "linger.ms,x",
    "linger.ms,99999999999999999999",
    "max.in.flight.requests.per.connection,6",
    "buffer.memory,9223372036854775807",
    "fetch.max.bytes,2147483647",
    "client.rack,'a b'",
    "client.rack,${env:HOME}",
    "ssl.enabled.protocols,TLSv1.1",
    "ssl.enabled.protocols,'SSLv3,TLSv1.2'",
    "client.dns.lookup,resolve_canonical_bootstrap_servers_only",
    "acks,'all\u0000'"
  })
  void refusesOutOfBounds(String key, String value) {
    assertThat(problems(key, value)).extracting(Problem::path).containsExactly(key);
  }

  @Test
  void neverRepeatsAValueOrALongKey() {
    String secret = "s3cr3t-" + "x".repeat(5000);
    assertThat(problems("acks", secret))
        .noneMatch(problem -> problem.toString().contains("s3cr3t"));
    assertThat(problems("k".repeat(1 << 20), "v"))
        .allMatch(problem -> problem.toString().length() < 300);
  }

  private static List<Problem> problems(String key, String value) {
    Problems problems = new Problems();
    ClientProperties.check(Map.of(key, value), problems);
    return problems.all();
  }
}
