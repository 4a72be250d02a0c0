package org.sluiceiot.kafka.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.SecureBroker;
import org.sluiceiot.fixtures.SecureBroker.Listener;
import org.sluiceiot.fixtures.SecureBrokerExtension;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.ClusterRules;
import org.sluiceiot.kafka.connection.check.Dialer;
import org.sluiceiot.kafka.connection.check.LayeredCheck;
import org.sluiceiot.kafka.connection.http.CheckedSockets;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.policy.BootstrapServers;
import org.sluiceiot.kafka.connection.sasl.MskIamSasl;
import org.sluiceiot.kafka.connection.tls.TlsConfig;
import org.sluiceiot.kafka.connection.tls.TlsContext;

/** How far a login by AWS IAM is checked, which only Amazon's library can end. */
@ExtendWith(SecureBrokerExtension.class)
class AwsLoginCheckTest {
  @Test
  void aBrokerThatDoesNotOfferItIsNamed(SecureBroker broker) {
    SSLContext tls = TlsContext.of(new TlsConfig(broker.servers().pem(), null, null, null, true));
    List<CheckReport.Step> failed =
        check(broker.bootstrapServers(Listener.PLAINLOGIN), tls).steps().stream()
            .filter(step -> step.outcome() == Outcome.FAILED)
            .toList();
    assertThat(failed).singleElement().extracting(CheckReport.Step::layer).isEqualTo("sasl");
    assertThat(failed.get(0).text()).contains("does not offer the login mechanism AWS_MSK_IAM");
    assertThat(failed.get(0).hint()).isEqualTo("it offers PLAIN");
  }

  @Test
  void aBrokerThatOffersItIsAsFarAsTheCheckGoes() {
    String versions = frame("\0\0\0\1" + "\0\0" + "\0\0\0\0");
    String offered = frame("\0\0\0\2" + "\0\0" + "\0\0\0\1" + "\0\13AWS_MSK_IAM");
    CheckReport report = check("localhost:" + FixedAnswer.serve(versions + offered), null);
    assertThat(report.ok()).as(report.toString()).isTrue();
    assertThat(report.steps())
        .anySatisfy(
            step -> {
              assertThat(step.layer()).isEqualTo("sasl");
              assertThat(step.outcome()).isEqualTo(Outcome.WARNING);
              assertThat(step.text()).startsWith("the broker offers AWS_MSK_IAM;");
            });
    assertThat(report.steps())
        .filteredOn(step -> step.layer().equals("cluster"))
        .singleElement()
        .extracting(CheckReport.Step::outcome)
        .isEqualTo(Outcome.SKIPPED);
  }

  private static String frame(String answer) {
    return "\0\0\0" + (char) answer.length() + answer;
  }

  private static CheckReport check(String servers, SSLContext tls) {
    AddressPolicy everywhere = new AddressPolicy(KafkaSettings.of(new FakeHost()).addresses());
    LayeredCheck check =
        new LayeredCheck(
            new Dialer(new CheckedSockets(everywhere), tls, true, new MskIamSasl(), null),
            BootstrapServers.parse(servers, new Problems()),
            new ClusterRules(everywhere, List.of()),
            CheckRequest.none(),
            step -> {});
    check.run();
    return check.report();
  }
}
