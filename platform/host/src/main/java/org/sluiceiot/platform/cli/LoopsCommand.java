package org.sluiceiot.platform.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the loop map of a running host. */
@Command(
    name = "loops",
    description = "Shows which uplinks and downlinks reach each other, and every circle.",
    mixinStandardHelpOptions = true)
public final class LoopsCommand implements Callable<Integer> {
  private final HttpClient client = HttpClient.newHttpClient();

  @Option(
      names = "--url",
      description = "The host (${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8080")
  private String url;

  @Option(
      names = "--user",
      description = "Account of an operator (${DEFAULT-VALUE}).",
      defaultValue = "admin")
  private String user;

  @Option(
      names = "--password",
      description = "Its password; asked for when neither this nor SLUICE_PASSWORD is given.",
      arity = "0..1",
      interactive = true)
  private String password;

  @Option(
      names = "--format",
      description = "text, json, dot or svg (${DEFAULT-VALUE}).",
      defaultValue = "text")
  private String format;

  @Override
  public Integer call() throws InterruptedException {
    String secret = password == null ? System.getenv("SLUICE_PASSWORD") : password;
    if (secret == null) {
      System.err.println("give --password or set SLUICE_PASSWORD");
      return 2;
    }
    try {
      HttpResponse<String> answer = get(login(secret));
      boolean fine = answer.statusCode() == 200;
      (fine ? System.out : System.err).println(answer.body().stripTrailing());
      return fine ? 0 : 1;
    } catch (IOException e) {
      System.err.println("the host at " + url + " does not answer: " + e.getMessage());
      return 1;
    }
  }

  private String login(String secret) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/login"))
            .POST(HttpRequest.BodyPublishers.ofString(Json.write("name", user, "password", secret)))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("login refused: " + answer.body());
    }
    return Json.read(answer.body()).path("token").asText();
  }

  private HttpResponse<String> get(String token) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + "/api/loops?format=" + format))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
