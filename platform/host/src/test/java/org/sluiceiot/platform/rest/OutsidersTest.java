package org.sluiceiot.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluiceiot.platform.TestHost;

/** What somebody without a login can do to the host: nothing that others notice. */
class OutsidersTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static TestHost host;

  @BeforeAll
  static void start() throws IOException {
    host = TestHost.start(folder);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static HttpRequest login(byte[] body) {
    return HttpRequest.newBuilder(URI.create(host.url() + "/api/login"))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .timeout(SOON)
        .build();
  }

  /** So many unknown keys that each would be a problem of its own. */
  private static byte[] manyKeys(int count) {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      body.append("\"key").append(i).append("\":1,");
    }
    return body.append("\"name\":\"x\"}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  @Test
  void aLoginWithHundredsOfThousandsOfKeysIsRefusedUnread() throws Exception {
    byte[] flood = manyKeys(300_000);
    assertThat(flood.length).isGreaterThan(3_000_000);
    List<CompletableFuture<Integer>> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add(
          HTTP.sendAsync(login(flood), HttpResponse.BodyHandlers.ofString())
              .handle((answer, closed) -> answer == null ? 413 : answer.statusCode()));
    }
    for (CompletableFuture<Integer> one : sent) {
      assertThat(one.get()).isIn(413, 429);
    }
    assertThat(host.call("GET", "/api/me", "").status()).isEqualTo(200);
  }

  @Test
  void whatFitsIntoAPublicBodyListsFiftyProblems() throws Exception {
    byte[] body = manyKeys(600);
    assertThat(body.length).isLessThan(8192);
    var answer = HTTP.send(login(body), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("and 550 more problems").hasSizeLessThan(10_000);
  }

  /**
   * Twice the size may cost twice, not four times, with every public route; the cost is bounded.
   */
  @Test
  void theCostOfAPublicRequestIsBoundedWhateverItsSize() throws Exception {
    List<RestRoutes.Route> open =
        host.rest().routes().stream().filter(route -> route.access() == Access.PUBLIC).toList();
    assertThat(open).extracting(RestRoutes.Route::path).containsExactly("/api/login");
    cost(manyKeys(600));
    long small = cost(manyKeys(600));
    long large = cost(manyKeys(300_000));
    assertThat(large).as("small costs %d ns", small).isLessThan(Math.max(4 * small, 200_000_000L));
  }

  private static long cost(byte[] body) throws Exception {
    long before = cpu();
    for (int i = 0; i < 5; i++) {
      try {
        HTTP.send(login(body), HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        // The host has answered and closed while the body was still being sent.
        continue;
      }
    }
    return (cpu() - before) / 5;
  }

  /** A body that comes by single bytes. */
  private static Socket drip(String from) throws IOException {
    URI address = URI.create(host.url());
    Socket socket =
        new Socket(address.getHost(), address.getPort(), InetAddress.getByName(from), 0);
    String head =
        "POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: 5000\r\n\r\n{";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  void bodiesThatDripStopNobodyElse() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        slow.add(drip("127.0.0." + (10 + i / 50)));
      }
      long begin = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(host.call("GET", "/api/tenants", "").status()).isEqualTo(200);
      }
      assertThat(host.login("admin")).isNotEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      Socket first = slow.get(0);
      await().atMost(SOON).until(() -> answered(first));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Goes on dripping until the host has had enough. */
  private static boolean answered(Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(' ');
      socket.setSoTimeout(100);
      return socket.getInputStream().read() != -2;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void oneAddressHasABoundedNumberOfConnections() throws Exception {
    URI address = URI.create(host.url());
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < ConnectionsPerAddress.MOST + 30; i++) {
        open.add(
            new Socket(
                address.getHost(), address.getPort(), InetAddress.getByName("127.0.0.99"), 0));
      }
      await().atMost(SOON).until(() -> open.stream().filter(OutsidersTest::closed).count() >= 30);
      assertThat(open.stream().filter(socket -> !closed(socket)).count())
          .isLessThanOrEqualTo(ConnectionsPerAddress.MOST);
      assertThat(host.call("GET", "/api/me", "").status()).isEqualTo(200);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              try (Socket again =
                  new Socket(
                      address.getHost(),
                      address.getPort(),
                      InetAddress.getByName("127.0.0.99"),
                      0)) {
                assertThat(closed(again)).isFalse();
              }
            });
  }

  private static boolean closed(Socket socket) {
    try {
      socket.setSoTimeout(20);
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
