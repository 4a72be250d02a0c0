package org.sluiceiot.kafka.connection.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides which addresses may be connected to. A name is judged by every address it stands for, and
 * whoever connects uses exactly the addresses that were judged. Immutable; safe for any thread.
 */
public final class AddressPolicy {
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
    this.denied = settings.deniedRanges().stream().map(AddressRange::parse).toList();
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
      return Optional.empty();
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

  /** The IPv4 address that an IPv6 address leads to: compatible, NAT64, 6to4. */
  private static Optional<byte[]> embedded(InetAddress address) {
    if (address instanceof Inet4Address) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return Optional.of(Arrays.copyOfRange(bytes, 2, 6));
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
