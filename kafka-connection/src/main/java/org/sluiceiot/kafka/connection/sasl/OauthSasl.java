package org.sluiceiot.kafka.connection.sasl;

import java.net.URI;
import java.util.Map;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;

/** An OAuth 2 token of the client credentials grant. */
@Variant(value = "oauthbearer", title = "OAUTHBEARER: OAuth 2 client credentials")
public record OauthSasl(
    @Property(
            title = "Token endpoint",
            help = "HTTPS address that gives tokens.",
            min = "1",
            max = "2048",
            group = "Security")
        String tokenEndpoint,
    @Property(
            title = "Client id",
            help = "Name of this client at the token endpoint.",
            min = "1",
            max = "1024",
            group = "Security")
        String clientId,
    @Property(
            title = "Client secret",
            help = "Secret of this client at the token endpoint.",
            min = "1",
            max = "4096",
            group = "Security")
        Secret clientSecret,
    @Property(
            title = "Scope",
            help = "Scope to ask for, when the token endpoint wants one.",
            optional = true,
            max = "1024",
            group = "Security")
        String scope,
    @Property(
            title = "Audience",
            help = "Audience to ask for, when the token endpoint wants one.",
            optional = true,
            max = "1024",
            group = "Security",
            advanced = true)
        String audience,
    @Property(
            title = "Extensions",
            help =
                "SASL extensions, such as logicalCluster and identityPoolId for Confluent Cloud.",
            defaultValue = "{}",
            max = "16",
            group = "Security",
            advanced = true)
        Map<String, String> extensions,
    @Property(
            title = "Certificates of the token endpoint",
            help = "PEM certificates to trust there; empty for the public authorities.",
            optional = true,
            max = "262144",
            group = "Security",
            advanced = true,
            editor = Property.Editor.MULTILINE)
        String trustedCertificates)
    implements SaslConfig, Validated {

  @Override
  public String mechanism() {
    return "OAUTHBEARER";
  }

  /** The token endpoint; only of a validated configuration. */
  public URI endpoint() {
    return URI.create(tokenEndpoint.strip());
  }

  @Override
  public void validate(Problems problems) {
    OauthCheck.check(this, problems);
  }
}
