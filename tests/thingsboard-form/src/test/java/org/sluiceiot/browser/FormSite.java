package org.sluiceiot.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.thingsboard.node.NodeReader;

/**
 * What a browser needs to see the forms: the stand-in of ThingsBoard's page for one version of
 * Angular, the forms' file, and an endpoint that validates as the nodes do and answers everything
 * else from a script. Safe for any thread.
 */
final class FormSite implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FORM =
      Path.of(System.getProperty("sluice.form", "../../thingsboard/form"));
  static final Path FILE = FORM.resolve("target/classes/public/static/rulenode/sluice.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "js",
          "text/javascript",
          "css",
          "text/css",
          "html",
          "text/html",
          "json",
          "application/json");

  /** A request that the form made. */
  record Asked(String what, JsonNode body) {}

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;
  private volatile boolean german = true;
  private final Path page;

  /**
   * @param angular {@code angular18} or {@code angular20}
   */
  FormSite(String angular) throws IOException {
    page = FORM.resolve("target/harness").resolve(angular);
    if (!Files.exists(page.resolve("host.js"))) {
      throw new AssertionError("build thingsboard/form up to its phase 'test' first (-am)");
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::file);
    server.createContext("/api/sluice/", this::api);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Lets the endpoint answer, with code 400 where the answer holds problems of a request. */
  void answers(String what, String json) {
    answers.put(what, json);
  }

  /** Serves the forms' file alone, as a proxy does that knows no other. */
  void withoutGerman() {
    german = false;
  }

  /** What was asked so far, validation left out. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** What was asked before is another test's. */
  void forget() {
    asked.clear();
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file =
        path.startsWith("/static/rulenode/")
            ? FILE.resolveSibling(path.substring("/static/rulenode/".length()))
            : page.resolve(path.equals("/") ? "index.html" : path.substring(1));
    boolean there = Files.isRegularFile(file) && (german || !path.endsWith("-de.json"));
    String ending = file.toString().replaceAll(".*\\.", "");
    send(
        exchange,
        there ? 200 : 404,
        TYPES.getOrDefault(ending, "text/plain"),
        there ? Files.readAllBytes(file) : new byte[0]);
  }

  private void api(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestURI().getPath().substring("/api/sluice/".length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode json = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
    if (what.equals("validate")) {
      String config = json.path("type").asText();
      send(
          exchange,
          200,
          "application/json",
          problems(NodeReader.problems(config, json.path("config"))));
      return;
    }
    asked.add(new Asked(what, json));
    String answer = answers.getOrDefault(what, "{}");
    boolean refused = answer.startsWith("{\"problems\"");
    String type = what.equals("check") ? "application/x-ndjson" : "application/json";
    send(exchange, refused ? 400 : 200, type, answer.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] problems(List<Problem> problems) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("problems");
    for (Problem problem : problems) {
      list.addObject()
          .put("path", problem.path())
          .put("message", problem.text())
          .put("remedy", problem.remedy());
    }
    return JSON.writeValueAsBytes(answer);
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
