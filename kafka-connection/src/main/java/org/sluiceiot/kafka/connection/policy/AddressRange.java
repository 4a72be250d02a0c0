package org.sluiceiot.kafka.connection.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of IP addresses, written {@code 10.0.0.0/8} or {@code fd00::/8}; without a length, a
 * single address. Immutable.
 */
final class AddressRange {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] network;
  private final int length;

  private AddressRange(byte[] network, int length) {
    this.network = network;
    this.length = length;
  }

  /**
   * @throws IllegalArgumentException not of this form
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = (slash < 0 ? text : text.substring(0, slash)).strip();
    if (!LITERAL.matcher(address).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not an address range");
    }
    try {
      byte[] network = InetAddress.getByName(address).getAddress();
      int length =
          slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1).strip());
      if (length >= 0 && length <= network.length * 8) {
        return new AddressRange(network, length);
      }
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not an address range", e);
    }
    throw new IllegalArgumentException("'" + text + "' has a length that does not fit");
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
