package org.sluiceiot.kafka.connection.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which addresses may be connected to. A name is judged by every address it stands for, and
 * whoever connects uses exactly the addresses that were judged. Immutable; safe for any thread.
 */
public final class AddressPolicy {
  /**
   * Never connected to, whatever the operator sets: addresses that name no other machine (0.0.0.0
   * and :: lead to the own one), link-local and multicast ones, and the metadata services of
   * clouds.
   */
  private static final List<AddressRange> ALWAYS_DENIED =
      Stream.of(
              "0.0.0.0/8",
              "169.254.0.0/16",
              "224.0.0.0/3",
              "100.100.100.200/32",
              "::/128",
              "fe80::/10",
              "ff00::/8",
              "fd00:ec2::/32")
          .map(AddressRange::parse)
          .toList();

  private final List<AddressRange> allowed;
  private final List<AddressRange> denied;
  private final List<PortSpan> ports;
  private final Resolver resolver;

  /**
   * @param settings validated
   */
  public AddressPolicy(AddressSettings settings) {
    this(settings, InetAddress::getAllByName);
  }

  /**
   * @param resolver in place of the host's own name service
   */
  public AddressPolicy(AddressSettings settings, Resolver resolver) {
    this.allowed = settings.allowedRanges().stream().map(AddressRange::parse).toList();
    this.denied =
        Stream.concat(
                ALWAYS_DENIED.stream(), settings.deniedRanges().stream().map(AddressRange::parse))
            .toList();
    this.ports = settings.allowedPorts().stream().map(PortSpan::parse).toList();
    this.resolver = resolver;
  }

  /**
   * Resolves a name and judges every address of it; blocks on the name service.
   *
   * @return never empty
   * @throws RefusedAddressException one of them may not be connected to
   * @throws UnknownHostException the name has no address
   */
  public List<InetAddress> resolve(HostPort target)
      throws UnknownHostException, RefusedAddressException {
    checkPort(target);
    List<InetAddress> addresses = List.of(resolver.resolve(target.host()));
    for (InetAddress address : addresses) {
      refusal(address)
          .ifPresent(
              why -> {
                throw new RefusedAddressException(target + " " + why);
              });
    }
    return addresses;
  }

  /**
   * Judges what can be judged without the name service: the port, and the host when it is an
   * address.
   *
   * @throws RefusedAddressException it may not be connected to
   */
  public void checkWritten(HostPort target) throws RefusedAddressException {
    checkPort(target);
    literal(target.host())
        .flatMap(this::refusal)
        .ifPresent(
            why -> {
              throw new RefusedAddressException(target + " " + why);
            });
  }

  private void checkPort(HostPort target) {
    if (ports.stream().noneMatch(span -> span.contains(target.port()))) {
      throw new RefusedAddressException(target + " uses a port that the operator does not allow");
    }
  }

  private static Optional<InetAddress> literal(String host) {
    // Short and hexadecimal forms (127.1, 0x7f.1, 2130706433) are addresses to the name service
    // too.
    boolean numeric =
        host.contains(":")
            || host.matches("(0[xX][0-9a-fA-F]+|\\d+)(\\.(0[xX][0-9a-fA-F]+|\\d+)){0,3}");
    try {
      return numeric ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
    } catch (UnknownHostException e) {
      // Java takes it for no address; what else would resolve it might.
      throw new RefusedAddressException("'" + host + "' is no way to write an address");
    }
  }

  private Optional<String> refusal(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (in(denied, bytes) || embedded(address).filter(v4 -> in(denied, v4)).isPresent()) {
      return Optional.of("leads to an address range that the operator denies");
    }
    return allowed.isEmpty() || in(allowed, bytes)
        ? Optional.empty()
        : Optional.of("leads to an address outside the ranges that the operator allows");
  }

  private static boolean in(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** The IPv4 address that an IPv6 address leads to: compatible, NAT64, 6to4, Teredo. */
  private static Optional<byte[]> embedded(InetAddress address) {
    if (address instanceof Inet4Address || address.isLoopbackAddress()) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return Optional.of(Arrays.copyOfRange(bytes, 2, 6));
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0) {
      // RFC 4380: the client's address stands with every bit turned round.
      byte[] client = Arrays.copyOfRange(bytes, 12, 16);
      for (int i = 0; i < client.length; i++) {
        client[i] = (byte) ~client[i];
      }
      return Optional.of(client);
    }
    boolean compatible = true;
    for (int i = 0; i < 12; i++) {
      compatible &= bytes[i] == 0;
    }
    boolean nat64 =
        bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
    return compatible || nat64 ? Optional.of(Arrays.copyOfRange(bytes, 12, 16)) : Optional.empty();
  }

  /** Finds the addresses of a name. */
  @FunctionalInterface
  public interface Resolver {
    /**
     * @return at least one
     * @throws UnknownHostException there is none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }
}
