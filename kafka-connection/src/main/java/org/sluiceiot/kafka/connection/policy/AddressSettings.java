package org.sluiceiot.kafka.connection.policy;

import java.util.List;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Validated;

/** Which addresses tenants may have the host connect to: brokers, token endpoints, registries. */
public record AddressSettings(
    @Property(
            title = "Allowed ranges",
            help =
                "Address ranges (10.0.0.0/8, fd00::/8) that may be connected to; none means all"
                    + " that are not denied.",
            defaultValue = "[]",
            max = "256")
        List<String> allowedRanges,
    @Property(
            title = "Denied ranges",
            help =
                "Address ranges that may never be connected to, also when they are allowed above;"
                    + " add the host's own networks where tenants do not trust each other. What"
                    + " names no other machine and the metadata services of clouds are denied"
                    + " whatever stands here.",
            defaultValue = "[]",
            max = "256")
        List<String> deniedRanges,
    @Property(
            title = "Allowed ports",
            help = "Ports or spans of ports (9092, 9000-9999) that may be connected to.",
            defaultValue = "[\"1-65535\"]",
            min = "1",
            max = "64")
        List<String> allowedPorts)
    implements Validated {
  @Override
  public void validate(Problems problems) {
    each(allowedRanges, AddressRange::parse, problems.at("allowedRanges"));
    each(deniedRanges, AddressRange::parse, problems.at("deniedRanges"));
    each(allowedPorts, PortSpan::parse, problems.at("allowedPorts"));
  }

  private static void each(List<String> texts, Parser parser, Problems problems) {
    for (int i = 0; i < texts.size(); i++) {
      try {
        parser.parse(texts.get(i));
      } catch (IllegalArgumentException e) {
        problems.at(i).add(e.getMessage(), "");
      }
    }
  }

  private interface Parser {
    Object parse(String text);
  }
}
