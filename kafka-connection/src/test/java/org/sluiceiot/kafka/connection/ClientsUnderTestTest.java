package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluiceiot.fixtures.ClientsUnderTest;

/** The second run, on the newest clients, must not silently be the first once more. */
class ClientsUnderTestTest {
  @Test
  void theClientsAreThoseThatTheBuildMeans() {
    assertThat(ClientsUnderTest.version()).isEqualTo(System.getProperty(ClientsUnderTest.WANTED));
    System.out.println("tests run on kafka-clients " + ClientsUnderTest.version());
  }
}
