package org.sluiceiot.kafka.connection.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.check.CheckReport.Step;
import org.sluiceiot.kafka.connection.policy.HostPort;

/**
 * Tries a connection layer by layer; sends no record and joins no group. Its steps can be read
 * while it runs, by any thread. Used once.
 */
public final class LayeredCheck {
  private final Dialer dialer;
  private final List<HostPort> servers;
  private final ClusterRules rules;
  private final CheckRequest request;
  private final Consumer<Step> found;
  private final List<Step> steps = new ArrayList<>();
  private long since;

  /**
   * @param servers tried in this order until one answers; not empty
   * @param found told of each step when it is done, on the thread that runs the check
   */
  public LayeredCheck(
      Dialer dialer,
      List<HostPort> servers,
      ClusterRules rules,
      CheckRequest request,
      Consumer<Step> found) {
    this.dialer = dialer;
    this.servers = List.copyOf(servers);
    this.rules = rules;
    this.request = request;
    this.found = found;
  }

  /** What was found so far; the layers not reached are skipped. */
  public synchronized CheckReport report() {
    List<Step> all = new ArrayList<>(steps);
    for (Layer layer : Layer.values()) {
      if (applies(layer) && all.stream().noneMatch(step -> step.layer().equals(layer.toString()))) {
        all.add(new Step(layer.toString(), Outcome.SKIPPED, "not tried", ""));
      }
    }
    return new CheckReport(all);
  }

  private boolean applies(Layer layer) {
    return switch (layer) {
      case TLS -> dialer.secure();
      case SASL -> dialer.sasl() != null;
      case TOPIC -> !request.topics().isEmpty();
      case GROUP -> request.group() != null;
      default -> true;
    };
  }

  /** Runs to the end; blocks on the network. */
  public void run() {
    Step first = null;
    List<Step> ofFirst = List.of();
    since = System.nanoTime();
    for (HostPort server : servers) {
      try {
        try (Session session = open(server)) {
          List<Step> reached = drain();
          if (first != null) {
            keep(as(Outcome.WARNING, first));
          }
          reached.forEach(this::keep);
          inside(session);
        }
        return;
      } catch (LayerException e) {
        Step failed = timed(failed(e));
        List<Step> reached = drain();
        found.accept(failed);
        if (first == null) {
          first = failed;
          ofFirst = reached;
        }
      } catch (IOException e) {
        // Closing failed; everything was found out by then.
        return;
      }
    }
    ofFirst.forEach(this::keep);
    keep(first);
  }

  private static Step failed(LayerException e) {
    return new Step(e.layer().toString(), Outcome.FAILED, e.getMessage(), e.hint());
  }

  private static Step as(Outcome outcome, Step step) {
    return new Step(step.layer(), outcome, step.text(), step.hint(), step.took());
  }

  private Session open(HostPort server) throws LayerException {
    List<InetAddress> addresses = dialer.resolve(server);
    ok(
        Layer.DNS,
        server.host()
            + " is "
            + addresses.stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", ")));
    Socket plain = dialer.connect(server, addresses);
    ok(Layer.TCP, server + " accepts connections");
    Wire wire = null;
    try {
      Socket socket = dialer.secure(plain, server, addresses);
      wire = new Wire(socket);
      Map<Integer, Integer> newest = dialer.greet(wire, server, addresses);
      if (socket instanceof SSLSocket secured) {
        add(TlsReport.step(secured, server));
      }
      dialer.login(wire, server);
      if (dialer.leavesLoginToKafka()) {
        offered();
        return new Session(wire, newest, null);
      }
      ClusterMetadata metadata =
          dialer.metadata(
              wire, newest, request.topics().stream().map(CheckRequest.TopicAccess::name).toList());
      if (dialer.sasl() != null) {
        ok(Layer.SASL, "logged in by " + dialer.sasl().mechanism());
      }
      return new Session(wire, newest, metadata);
    } catch (LayerException | IOException e) {
      close(plain, wire);
      throw e instanceof LayerException known
          ? known
          : new LayerException(Layer.TCP, "the connection to " + server + " broke", "", e);
    }
  }

  private void offered() {
    add(
        Layer.SASL,
        Outcome.WARNING,
        "the broker offers "
            + dialer.sasl().mechanism()
            + "; the login itself, and what comes after it, is only tried when a node or an"
            + " integration starts",
        "");
  }

  private void inside(Session session) throws IOException {
    if (session.metadata == null) {
      return;
    }
    ClusterReport cluster = new ClusterReport(dialer, rules, request);
    cluster.authorisation(session.metadata).forEach(this::add);
    cluster.topics(session.metadata).forEach(this::add);
    if (request.group() != null) {
      add(GroupReport.step(session.wire, session.newest, request.group()));
    }
    cluster.cluster(session.metadata).forEach(this::add);
  }

  private static void close(Socket plain, Wire wire) {
    try {
      if (wire != null) {
        wire.close();
      }
      plain.close();
    } catch (IOException e) {
      // What failed before is what the user needs to know.
      return;
    }
  }

  private void ok(Layer layer, String text) {
    add(layer, Outcome.OK, text, "");
  }

  private void add(Layer layer, Outcome outcome, String text, String hint) {
    add(new Step(layer.toString(), outcome, text, hint));
  }

  private void add(Step step) {
    Step timed = timed(step);
    keep(timed);
    found.accept(timed);
  }

  /** With the time since the step before. */
  private Step timed(Step step) {
    long now = System.nanoTime();
    Duration took = Duration.ofNanos(now - since);
    since = now;
    return new Step(step.layer(), step.outcome(), step.text(), step.hint(), took);
  }

  private synchronized void keep(Step step) {
    steps.add(step);
  }

  private synchronized List<Step> drain() {
    List<Step> drained = List.copyOf(steps);
    steps.clear();
    return drained;
  }

  /**
   * A connection that is logged in.
   *
   * @param metadata null when the login is left to Kafka's client
   */
  private record Session(Wire wire, Map<Integer, Integer> newest, ClusterMetadata metadata)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      wire.close();
    }
  }
}
