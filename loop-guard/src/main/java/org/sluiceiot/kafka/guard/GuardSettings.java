package org.sluiceiot.kafka.guard;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.kafka.guard.path.SigningKeys;

/** What the operator of a host decides about loops, for all tenants. */
public record GuardSettings(
    @Property(
            title = "Cycles over several tenants",
            help =
                "What happens to a connection that closes one; the loop policy is for the others.",
            defaultValue = LoopSettings.DEFAULT_POLICY,
            advanced = true)
        LoopPolicy acrossTenants,
    @Property(
            title = "Breaker",
            help =
                "Whether an uplink is paused when records that a downlink wrote come back without"
                    + " their path.",
            defaultValue = "true",
            advanced = true)
        boolean breaker,
    @Property(
            title = "First trial after",
            help =
                "How long a paused uplink waits before it tries again; doubles with every failed"
                    + " trial, up to sixteen times this.",
            defaultValue = "1m",
            min = "1s",
            max = "1h",
            advanced = true)
        Duration coolDown,
    @Property(
            title = "Signing keys",
            help =
                "Keys for the signature of paths: the first signs, all verify. Without one, paths"
                    + " are not signed.",
            defaultValue = "[]",
            max = "8",
            advanced = true)
        List<SigningKey> signingKeys)
    implements Validated {

  /** One key. */
  public record SigningKey(
      @Property(
              title = "Number",
              help = "Stands in the header, so that the right key is found.",
              min = "0",
              max = "255")
          int number,
      @Property(title = "Key", help = "At least 32 random characters.", min = "32", max = "1024")
          Secret key) {}

  @Override
  public void validate(Problems problems) {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < signingKeys.size(); i++) {
      if (!numbers.add(signingKeys.get(i).number())) {
        problems
            .at("signingKeys")
            .at(i)
            .at("number")
            .add("is used twice", "give every key a number of its own");
      }
    }
  }

  /** The keys, ready for use. */
  public SigningKeys keys() {
    Map<Integer, Secret> secrets = new LinkedHashMap<>();
    signingKeys.forEach(key -> secrets.put(key.number(), key.key()));
    return secrets.isEmpty() ? SigningKeys.NONE : new SigningKeys(secrets);
  }
}
