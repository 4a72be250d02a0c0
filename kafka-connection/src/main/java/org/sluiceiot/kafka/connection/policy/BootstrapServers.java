package org.sluiceiot.kafka.connection.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluiceiot.api.config.Problems;

/** Reads the list of brokers to start from. Pure. */
public final class BootstrapServers {
  private static final int MOST = 64;
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):(\\d{1,5})");

  private static final Pattern NUMERIC =
      Pattern.compile("(0[xX][0-9a-fA-F]*|\\d+)(\\.(0[xX][0-9a-fA-F]*|\\d+))*\\.?");
  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  private BootstrapServers() {}

  /**
   * @param text comma-separated; blanks around entries and empty entries do not matter
   * @return the valid entries, without doubles, in order
   */
  public static List<HostPort> parse(String text, Problems problems) {
    List<HostPort> servers = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      String server = entry.strip();
      if (server.isEmpty()) {
        continue;
      }
      if (servers.size() == MOST) {
        problems.add("has more than " + MOST + " entries", "a few are enough to find the rest");
        break;
      }
      HostPort parsed = one(server, problems);
      if (parsed != null && !servers.contains(parsed)) {
        servers.add(parsed);
      }
    }
    if (servers.isEmpty() && problems.count() == 0) {
      problems.add("names no broker", "write host:port");
    }
    return List.copyOf(servers);
  }

  private static HostPort one(String server, Problems problems) {
    Matcher matcher = FORM.matcher(server);
    String shown = shown(server);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(3));
      if (matcher.group(2) != null && isShortAddress(matcher.group(2))) {
        problems.add("'" + shown + "' is an address in a short form", "write all four numbers");
        return null;
      }
      if (port >= 1 && port <= 65_535) {
        String bracketed = matcher.group(1);
        return new HostPort(bracketed == null ? matcher.group(2) : bracketed, port);
      }
      problems.add("'" + shown + "' has a port outside 1 to 65535", "write host:port");
    } else if (server.contains("://")) {
      problems.add("'" + shown + "' is a URL", "write host:port, without the part up to '//'");
    } else if (server.contains("${")) {
      problems.add("'" + shown + "' holds '${', which is not resolved here", "write host:port");
    } else {
      problems.add("'" + shown + "' is not host:port", "write host:port, such as kafka-1:9092");
    }
    return null;
  }

  /** Whether name services may read it as an address although it does not look like one. */
  private static boolean isShortAddress(String host) {
    return NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches();
  }

  private static String shown(String server) {
    String clean = server.replaceAll("\\p{Cntrl}", "?").replaceAll("[^/@]*@", "…@");
    return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
  }
}
