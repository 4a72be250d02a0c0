package org.sluiceiot.kafka.connection.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;

class AddressPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "::",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "100.100.100.200"
      })
  void theDefaultDeniesMetadataServicesInEveryForm(String address) throws ConfigException {
    assertThatThrownBy(() -> defaults().checkWritten(new HostPort(address, 9092)))
        .isInstanceOf(RefusedAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "8.8.8.8", "2001:db8::1", "kafka.example"})
  void theDefaultAllowsTheRest(String address) {
    assertThatCode(() -> defaults().checkWritten(new HostPort(address, 9092)))
        .doesNotThrowAnyException();
  }

  @Test
  void aNameIsJudgedByAllItsAddressesAtEveryLook() throws Exception {
    InetAddress good = InetAddress.getByName("10.0.0.1");
    InetAddress bad = InetAddress.getByName("169.254.169.254");
    List<InetAddress[]> answers =
        new java.util.ArrayList<>(List.of(new InetAddress[] {good}, new InetAddress[] {good, bad}));
    AddressPolicy rebinding =
        new AddressPolicy(
            new AddressSettings(List.of("10.0.0.0/8"), List.of(), List.of("9092", "9100-9200")),
            host -> answers.remove(0));
    HostPort target = new HostPort("rebind.example", 9150);
    assertThat(rebinding.resolve(target)).containsExactly(good);
    assertThatThrownBy(() -> rebinding.resolve(target))
        .hasMessage(
            "rebind.example:9150 leads to an address outside the ranges that the operator allows");
    assertThatThrownBy(() -> rebinding.resolve(new HostPort("rebind.example", 22)))
        .hasMessageContaining("uses a port");
  }

  @Test
  void wrongRangesAreNamed() {
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(
                            "{\"deniedRanges\":[\"10.0.0.0/33\",\"x\"],\"allowedPorts\":[\"0\",\"9-1\"]}"),
                    AddressSettings.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("deniedRanges[0]")
        .hasMessageContaining("deniedRanges[1]")
        .hasMessageContaining("allowedPorts[0]")
        .hasMessageContaining("allowedPorts[1]");
  }

  private static AddressPolicy defaults() throws ConfigException {
    return new AddressPolicy(
        ConfigReader.read(JsonNodeFactory.instance.objectNode(), AddressSettings.class));
  }
}
