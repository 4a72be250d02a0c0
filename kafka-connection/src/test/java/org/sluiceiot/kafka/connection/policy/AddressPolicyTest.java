package org.sluiceiot.kafka.connection.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.1.2.3", "8.8.8.8", "2001:db8::1", "kafka.example"})
  void theDefaultAllowsTheRest(String address) {
    assertThatCode(() -> defaults().checkWritten(new HostPort(address, 9092)))
        .doesNotThrowAnyException();
  }

  /** What the operator denies comes on top: it does not take the place of what is always denied. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.255.255.254",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0",
        "0.0.0.0",
        "0x0",
        "0.1",
        "::",
        "0:0:0:0:0:0:0:0",
        "::0.0.0.0",
        "::1",
        "0:0:0:0:0:0:0:1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::ffff:0:0",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:1::80ff:fffe",
        "fe80::1",
        "ff02::1",
        "169.254.169.254",
        "2852039166",
        "0xa9fea9fe",
        "169.16689662",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "2001:0:1::5601:5601",
        "fd00:ec2::254",
        "100.100.100.200",
        "224.0.0.1",
        "255.255.255.255"
      })
  void noSpellingLeadsToTheHostItselfOnceLoopbackIsDenied(String address) throws Exception {
    AddressPolicy policy =
        new AddressPolicy(
            new AddressSettings(List.of(), List.of("127.0.0.0/8", "::1/128"), List.of("1-65535")));
    assertThatThrownBy(() -> policy.checkWritten(new HostPort(address, 9092)))
        .isInstanceOf(RefusedAddressException.class);
    assertThatThrownBy(() -> policy.resolve(new HostPort(address, 9092)))
        .isInstanceOfAny(RefusedAddressException.class, UnknownHostException.class);
  }

  @Test
  void aNameIsJudgedByAllItsAddressesAtEveryLook() throws Exception {
    InetAddress good = InetAddress.getByName("10.0.0.1");
    InetAddress bad = InetAddress.getByName("8.8.8.8");
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
