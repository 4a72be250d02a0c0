package org.sluiceiot.platform.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Set;
import org.sluiceiot.api.plugin.Command;
import org.sluiceiot.api.plugin.UsageException;
import org.sluiceiot.platform.client.HostClient;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Shows the loop map of a running host. */
@CommandLine.Command(
    name = "loops",
    description = "Shows which uplinks and downlinks reach each other, and every circle.",
    mixinStandardHelpOptions = true)
public final class LoopsCommand implements Command {
  private static final Set<String> FORMATS = Set.of("text", "json", "dot", "svg");

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
  public boolean run(PrintStream out, PrintStream err) throws InterruptedException {
    if (!FORMATS.contains(format)) {
      throw new UsageException("--format must be text, json, dot or svg");
    }
    URI host = host();
    String secret = password == null ? System.getenv("SLUICE_PASSWORD") : password;
    if (secret == null) {
      throw new UsageException("give --password or set SLUICE_PASSWORD");
    }
    try {
      HttpResponse<String> answer =
          HostClient.login(host, user, secret).get("/api/loops?format=" + format);
      boolean fine = answer.statusCode() == 200;
      (fine ? out : err).println(answer.body().stripTrailing());
      return fine;
    } catch (IOException e) {
      err.println("the host at " + url + " does not answer: " + e.getMessage());
      return false;
    }
  }

  private URI host() {
    try {
      URI given = URI.create(url);
      if (given.getHost() != null && Set.of("http", "https").contains(given.getScheme())) {
        return given;
      }
    } catch (IllegalArgumentException e) {
      // The message below is what there is to say of it.
    }
    throw new UsageException("--url '" + url + "' is not like http://127.0.0.1:8080");
  }
}
