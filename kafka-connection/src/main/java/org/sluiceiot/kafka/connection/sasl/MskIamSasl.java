package org.sluiceiot.kafka.connection.sasl;

import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.config.Validated;
import org.sluiceiot.api.config.Variant;

/**
 * The host's own AWS identity; an operator has to permit it, since it is the same for every tenant.
 */
@Variant(value = "aws-msk-iam", title = "AWS MSK IAM: the host's AWS identity")
public record MskIamSasl() implements SaslConfig, Validated {
  static final String MODULE = "software.amazon.msk.auth.iam.IAMLoginModule";
  static final String HANDLER = "software.amazon.msk.auth.iam.IAMClientCallbackHandler";

  @Override
  public String mechanism() {
    return "AWS_MSK_IAM";
  }

  @Override
  public void validate(Problems problems) {
    try {
      Class.forName(HANDLER, false, MskIamSasl.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Both mean the same to the user: the library is not there, or not whole.
      problems.add(
          "needs the library aws-msk-iam-auth, which this host does not have",
          "ask the operator to add it beside the plugin");
    }
  }
}
