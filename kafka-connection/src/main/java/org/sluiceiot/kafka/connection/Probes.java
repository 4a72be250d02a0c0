package org.sluiceiot.kafka.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.check.CheckReport.Step;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.config.Problems;
import org.sluiceiot.api.host.DaemonThreads;
import org.sluiceiot.api.host.Host;
import org.sluiceiot.kafka.connection.check.BootstrapClusterSource;
import org.sluiceiot.kafka.connection.check.CheckRequest;
import org.sluiceiot.kafka.connection.check.ClusterRules;
import org.sluiceiot.kafka.connection.check.ClusterSource;
import org.sluiceiot.kafka.connection.check.Dialer;
import org.sluiceiot.kafka.connection.check.Layer;
import org.sluiceiot.kafka.connection.check.LayeredCheck;
import org.sluiceiot.kafka.connection.http.CheckedSockets;
import org.sluiceiot.kafka.connection.policy.AddressPolicy;
import org.sluiceiot.kafka.connection.sasl.TokenSource;
import org.sluiceiot.kafka.connection.tls.TlsContext;

/** Tries one connection, by the operator's present settings. Safe for any thread; blocks. */
final class Probes {
  private static final int SECONDS = 9;

  private final ConnectionConfig connection;
  private final SecurityTerms terms;
  private final SSLContext tls;
  private final TokenSource tokens;
  private final Host host;
  private final Redaction redaction;

  /**
   * @param tokens null unless the login is by OAuth
   */
  Probes(ConnectionConfig connection, SecurityTerms terms, TokenSource tokens, Host host) {
    this.connection = connection;
    this.terms = terms;
    this.tls = terms.tls() == null ? null : TlsContext.of(terms.tls());
    this.tokens = tokens;
    this.host = host;
    this.redaction = Redaction.of(connection);
  }

  ClusterRules rules() {
    KafkaSettings settings = KafkaSettings.of(host);
    return new ClusterRules(new AddressPolicy(settings.addresses()), settings.deniedClusters());
  }

  /**
   * Judges by the settings of each moment, so that an operator's change counts at the next look.
   */
  ClusterSource source() {
    return () -> new BootstrapClusterSource(dialer(), connection.servers(), rules()).find();
  }

  private Dialer dialer() {
    AddressPolicy policy = new AddressPolicy(KafkaSettings.of(host).addresses());
    boolean verify = terms.tls() != null && terms.tls().verifyHostName();
    return new Dialer(new CheckedSockets(policy), tls, verify, terms.sasl(), tokens);
  }

  /**
   * Takes at most ten seconds, whatever the network does.
   *
   * @param found told of each step when it is done, never after this method returned
   */
  CheckReport check(CheckRequest request, Consumer<Step> found) {
    Problems problems = new Problems();
    ConnectionPolicy.check(connection, KafkaSettings.of(host), problems);
    if (problems.count() > 0) {
      List<Step> refused = problems.all().stream().map(Probes::refused).toList();
      refused.forEach(found);
      return new CheckReport(refused);
    }
    Telling telling = new Telling(step -> found.accept(redacted(step)));
    LayeredCheck check =
        new LayeredCheck(dialer(), connection.servers(), rules(), request, telling::tell);
    CompletableFuture<Void> done = new CompletableFuture<>();
    DaemonThreads.named("sluice-check").newThread(() -> run(check, done)).start();
    Step unfinished = await(done);
    telling.end();
    List<Step> steps = check.report().steps();
    return new CheckReport(
        (unfinished == null ? steps : ending(steps, unfinished))
            .stream().map(this::redacted).toList());
  }

  private static void run(LayeredCheck check, CompletableFuture<Void> done) {
    try {
      check.run();
      done.complete(null);
    } catch (RuntimeException | Error e) {
      // Whatever it is, it belongs into the report: nobody else waits for this thread.
      done.completeExceptionally(e);
    }
  }

  private Step redacted(Step step) {
    return new Step(
        step.layer(),
        step.outcome(),
        redaction.redact(step.text()),
        redaction.redact(step.hint()),
        step.took());
  }

  /** A check that goes on after its time must no longer be heard. */
  private static final class Telling {
    private Consumer<Step> listener;

    Telling(Consumer<Step> listener) {
      this.listener = listener;
    }

    synchronized void tell(Step step) {
      listener.accept(step);
    }

    synchronized void end() {
      listener = step -> {};
    }
  }

  /** Null when the check came to its end; else the step that it stopped at, without a layer. */
  private static Step await(CompletableFuture<Void> done) {
    try {
      done.get(SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return new Step(
          "",
          Outcome.FAILED,
          "the check broke off: " + e.getCause(),
          "check what answers on this port; if it is a Kafka broker, report this as a fault");
    } catch (TimeoutException e) {
      return unanswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered();
    }
  }

  private static Step unanswered() {
    return new Step(
        "",
        Outcome.FAILED,
        "no result within " + SECONDS + " s",
        "check that no firewall swallows the connection",
        Duration.ofSeconds(SECONDS));
  }

  /** The first layer that was not reached is the one that the check stopped at. */
  private static List<Step> ending(List<Step> steps, Step stop) {
    List<Step> changed = new ArrayList<>(steps);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).outcome() == Outcome.SKIPPED) {
        String layer = changed.get(i).layer();
        changed.set(i, new Step(layer, stop.outcome(), stop.text(), stop.hint(), stop.took()));
        break;
      }
    }
    return changed;
  }

  private static Step refused(Problem problem) {
    Layer layer =
        problem.path().startsWith("bootstrap")
            ? Layer.DNS
            : problem.path().contains("tls") ? Layer.TLS : Layer.SASL;
    return new Step(layer.toString(), Outcome.FAILED, problem.text(), problem.remedy());
  }
}
