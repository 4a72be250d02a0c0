package org.sluiceiot.kafka.connection.sasl;

import java.net.URI;
import java.net.URISyntaxException;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.kafka.connection.tls.TlsConfig;

/** What must hold of an OAuth login before anything connects. */
final class OauthCheck {
  private OauthCheck() {}

  static void check(OauthSasl oauth, Problems problems) {
    endpoint(oauth.tokenEndpoint(), problems.at("tokenEndpoint"));
    Credentials.check(oauth.clientId(), problems.at("clientId"));
    Credentials.check(oauth.clientSecret().reveal(), problems.at("clientSecret"));
    Credentials.checkOptional(oauth.scope(), problems.at("scope"));
    Credentials.checkOptional(oauth.audience(), problems.at("audience"));
    oauth
        .extensions()
        .forEach(
            (name, value) -> {
              // RFC 7628: names are letters; "auth" is the token's own.
              if (!name.matches("[A-Za-z]{1,64}") || name.equalsIgnoreCase("auth")) {
                problems.at("extensions").add("has a name that is not made of letters", "");
              } else {
                Credentials.check(value, problems.at("extensions").at(name));
              }
            });
    if (oauth.trustedCertificates() != null) {
      new TlsConfig(oauth.trustedCertificates(), null, null, null, true).validate(problems);
    }
  }

  private static void endpoint(String text, Problems at) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      at.add("is not an address", "write https://host/path");
      return;
    }
    boolean http =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    if (!http || uri.getHost() == null) {
      at.add("is not an HTTPS address", "write https://host/path");
    } else if (uri.getUserInfo() != null) {
      at.add("holds a user name or password", "give them as 'clientId' and 'clientSecret'");
    } else if (text.contains("${") || uri.getFragment() != null) {
      at.add("is not a plain address", "write https://host/path");
    }
  }
}
