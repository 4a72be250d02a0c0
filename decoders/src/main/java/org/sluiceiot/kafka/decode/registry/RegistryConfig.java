package org.sluiceiot.kafka.decode.registry;

import java.net.URI;
import java.net.URISyntaxException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;

/** A Confluent-compatible schema registry. */
public record RegistryConfig(
    @Property(
            title = "URL",
            help = "Base address, such as https://registry.example:8081.",
            pattern = "https?://.+",
            max = "2000")
        String url,
    @Property(
            title = "User",
            help = "For basic authentication: the user or API key.",
            optional = true,
            max = "1000")
        String user,
    @Property(
            title = "Password",
            help = "For basic authentication: the password or API secret.",
            optional = true,
            max = "4000")
        Secret password,
    @Property(
            title = "Token",
            help = "For bearer authentication, instead of user and password.",
            optional = true,
            max = "8000")
        Secret token)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    try {
      if (new URI(url).getHost() == null) {
        problems.at("url").add("names no host", "write https://host:port");
      }
    } catch (URISyntaxException e) {
      problems.at("url").add("is not an address", "write https://host:port");
    }
    if (user != null && token != null) {
      problems.at("token").add("is given together with a user", "give one of them");
    }
    if ((user == null) != (password == null)) {
      problems.at("password").add("user and password belong together", "give both or none");
    }
  }
}
