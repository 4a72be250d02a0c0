package org.sluiceiot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.sluiceiot.fixtures.TestBroker;

/**
 * Writes through a host, kills it and compares. One thread drives it; four clients and a producer
 * write at the same time during a burst.
 */
final class KillRounds implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CLIENTS = 4;

  /** Each kind of write comes, however slow the machine. */
  private static final int LEAST_TURNS = 2;

  private final KillableSite site;
  private final TestBroker broker;
  private final AcknowledgedWrites ledger = new AcknowledgedWrites();
  private final UplinkedRecords records;
  private final String steadyTenant;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private List<BurstClient> clients = List.of();
  private Rest operator;
  private int steadyDevices;
  private int bursts;
  private int lost;
  private volatile boolean stop;
  private volatile boolean killed;

  KillRounds(KillableSite site, TestBroker broker) {
    this.site = site;
    this.broker = broker;
    operator = site.host().operator();
    records = new UplinkedRecords(broker, operator, "Uplinked");
    steadyTenant =
        BurstClient.id(operator.send("POST", BurstClient.TENANTS, Map.of("name", "Steady")), 201);
  }

  /** One client makes and deletes devices, without a pause. */
  void steady(Duration length) {
    String entities = BurstClient.TENANT + "/entities";
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      var body = Map.of("kind", "device", "name", "steady-" + ++steadyDevices);
      String id = BurstClient.id(ledger.send(operator, "POST", entities, body, steadyTenant), 201);
      String path = BurstClient.TENANTS + "/" + steadyTenant + "/entities/" + id;
      ledger
          .created(path, "there", present -> BurstClient.state(present.get(path), "name"))
          .write(
              AcknowledgedWrites.ABSENT,
              204,
              () ->
                  ledger.send(operator, "DELETE", entities + "/{entity}", null, steadyTenant, id));
    }
  }

  /** All clients at once; returns when the last of them ended and the uplink has committed. */
  void burst(Duration length) {
    CompletableFuture<Void> all = startBurst();
    await().pollDelay(length).atMost(length.plus(PATIENCE)).until(() -> true);
    stop = true;
    all.join();
    await().atMost(PATIENCE).until(() -> records.committed() == records.produced());
  }

  /** Nobody writes. */
  void quiet(Duration length) {
    await().pollDelay(length).atMost(length.plus(PATIENCE)).until(() -> true);
  }

  /** All clients at once; the host is killed in the midst of it. */
  void killDuringBurst(Duration length, boolean databaseToo) throws IOException {
    CompletableFuture<Void> all = startBurst();
    await().pollDelay(length).atMost(length.plus(PATIENCE)).until(() -> true);
    killAndCompare(databaseToo, all);
  }

  /** Kills the host at rest. */
  void killAndCompare(boolean databaseToo) throws IOException {
    killAndCompare(databaseToo, CompletableFuture.completedFuture(null));
  }

  private void killAndCompare(boolean databaseToo, CompletableFuture<Void> writing)
      throws IOException {
    killed = true;
    site.killHost();
    stop = true;
    writing.join();
    int committed = records.committed();
    if (databaseToo) {
      site.killDatabase();
    }
    site.host().start();
    killed = false;
    operator = operator.at(site.host().address());
    lost += ledger.compare(operator);
    lost += records.missing(operator, committed);
  }

  private CompletableFuture<Void> startBurst() {
    stop = false;
    clients.forEach(client -> client.delete(operator));
    bursts++;
    List<BurstClient> fresh = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String name = "b%d-%d".formatted(bursts, i);
      fresh.add(new BurstClient(ledger, operator, name, broker.bootstrapServers(), i));
    }
    clients = fresh;
    List<CompletableFuture<Void>> running = new ArrayList<>();
    fresh.forEach(client -> running.add(repeat(client::turn)));
    running.add(repeat(turn -> records.produce()));
    return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> repeat(IntConsumer turn) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 1; !stop || i <= LEAST_TURNS; i++) {
              turn.accept(i);
            }
          } catch (UncheckedIOException e) {
            // The connection of a host that is killed breaks; any other break is a fault.
            if (!killed) {
              throw e;
            }
          }
        },
        threads);
  }

  /** Everything that was produced arrives, what was not committed a second time. */
  void awaitAllRecords() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(records.missing(operator, records.produced()))
                    .as("of %d records", records.produced())
                    .isZero());
  }

  AcknowledgedWrites ledger() {
    return ledger;
  }

  /** Acknowledged writes that were gone after a kill. */
  int lost() {
    return lost;
  }

  /** For people. */
  String line() {
    long all = ledger.count() + records.committed();
    return "%s: acknowledged writes lost: %d of %d".formatted(site.name(), lost, all);
  }

  /** The description of REST as the host serves it. */
  JsonNode description() {
    return operator.get("/api/openapi.json");
  }

  @Override
  public void close() {
    stop = true;
    threads.shutdown();
  }
}
