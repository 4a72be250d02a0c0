package org.sluiceiot.kafka.connection.tls;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Secret;
import org.sluiceiot.api.config.Validated;

/** TLS of a connection; every certificate and key is PEM text. */
public record TlsConfig(
    @Property(
            title = "Trusted certificates",
            help =
                "PEM certificates of the authority that signed the brokers' certificates. Leave"
                    + " empty for the public authorities that Java trusts.",
            optional = true,
            max = "262144",
            group = "Security",
            editor = Property.Editor.MULTILINE)
        String trustedCertificates,
    @Property(
            title = "Certificate chain",
            help =
                "PEM certificates that identify this client, its own first; for brokers that ask"
                    + " for one (mutual TLS).",
            optional = true,
            max = "262144",
            group = "Security",
            editor = Property.Editor.MULTILINE)
        String certificateChain,
    @Property(
            title = "Private key",
            help = "PEM private key (PKCS #8) of the certificate chain.",
            optional = true,
            max = "65536",
            group = "Security",
            editor = Property.Editor.MULTILINE)
        Secret privateKey,
    @Property(
            title = "Key password",
            help = "Password of the private key when it is encrypted.",
            optional = true,
            max = "1024",
            group = "Security")
        Secret keyPassword,
    @Property(
            title = "Verify host name",
            help =
                "Whether the broker's certificate must be for the host name that is connected to."
                    + " Only an operator can permit to switch it off.",
            defaultValue = "true",
            group = "Security",
            advanced = true)
        boolean verifyHostName)
    implements Validated {

  /** The JVM's trusted authorities, no client certificate. */
  public static final TlsConfig DEFAULT = new TlsConfig(null, null, null, null, true);

  public TlsConfig {
    trustedCertificates = PemText.repair(trustedCertificates);
    certificateChain = PemText.repair(certificateChain);
    privateKey =
        privateKey == null || privateKey.reveal().isBlank()
            ? null
            : new Secret(PemText.repair(privateKey.reveal()));
  }

  @Override
  public void validate(Problems problems) {
    PemCheck.check(this, problems);
  }
}
