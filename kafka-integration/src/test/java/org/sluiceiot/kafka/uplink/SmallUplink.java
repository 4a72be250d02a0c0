package org.sluiceiot.kafka.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.Metrics;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.integration.IntegrationContext;
import org.sluiceiot.fixtures.FakeHost;
import org.sluiceiot.fixtures.FakeIntegrationContext;
import org.sluiceiot.kafka.decode.JsonPayload;
import org.sluiceiot.kafka.guard.LoopGuard;

/**
 * An uplink in a process of its own with little memory, which says on its standard output what is
 * reported to its host. It ends when its standard input does.
 */
final class SmallUplink implements AutoCloseable {
  private static final String STATE = "STATE ";
  private static final String EVENT = "EVENT ";
  private static final String DELIVERED = "DELIVERED ";

  private final Process process;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private SmallUplink(Process process) {
    this.process = process;
    reader = new Thread(this::read, "small-uplink");
    reader.start();
  }

  /**
   * @param megabytes of heap
   * @param json its configuration, with ' for "
   */
  static SmallUplink start(int megabytes, String servers, String json) throws Exception {
    JsonNode config = Uplinks.config(servers, json);
    return new SmallUplink(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallUplink.class.getName(),
                config.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      said.add("END " + e);
    }
  }

  private Stream<String> said(String kind) {
    return said.stream().filter(line -> line.startsWith(kind));
  }

  /** States with their reasons, in order. */
  List<String> states() {
    return said(STATE).map(line -> line.substring(STATE.length())).toList();
  }

  /** The last state with its reason, or empty. */
  String state() {
    List<String> states = states();
    return states.isEmpty() ? "" : states.get(states.size() - 1);
  }

  /** Kind, incident and text of events, in order. */
  List<String> events() {
    return said(EVENT).map(line -> line.substring(EVENT.length())).toList();
  }

  /** Names of delivered devices, in order. */
  List<String> delivered() {
    return said(DELIVERED).map(line -> line.substring(DELIVERED.length())).toList();
  }

  List<String> everything() {
    return List.copyOf(said);
  }

  @Override
  public void close() throws Exception {
    process.getOutputStream().close();
    process.onExit().get(60, java.util.concurrent.TimeUnit.SECONDS);
    reader.join();
  }

  /** The process. */
  public static void main(String[] arguments) throws Exception {
    FakeIntegrationContext base = new FakeIntegrationContext();
    Owner self = new Owner("small", "small", base.self().tenant(), "test");
    KafkaUplink uplink = new KafkaUplink(new LoopGuard());
    uplink.start(new Telling(self, base), JsonPayload.MAPPER.readTree(arguments[0]));
    while (System.in.read() >= 0) {
      continue;
    }
    uplink.stop();
  }

  private record Telling(Owner self, FakeIntegrationContext base)
      implements IntegrationContext, Observer {
    private static synchronized void say(String text) {
      System.out.println(text.replace('\n', ' '));
    }

    @Override
    public java.util.concurrent.CompletionStage<Void> deliver(
        org.sluiceiot.api.entity.EntityBatch batch) {
      say(DELIVERED + batch.entities().get(0).name());
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Observer observer() {
      return this;
    }

    @Override
    public FakeHost host() {
      return (FakeHost) base.host();
    }

    @Override
    public void state(State state, String reason) {
      say(STATE + state + " " + reason);
    }

    @Override
    public void event(Event event) {
      String incident = event.details().getOrDefault("incident", "-");
      say(EVENT + event.kind() + " " + incident + " " + event.text());
    }

    @Override
    public boolean debugging() {
      return false;
    }

    @Override
    public Metrics metrics() {
      return base.observer().metrics();
    }
  }
}
