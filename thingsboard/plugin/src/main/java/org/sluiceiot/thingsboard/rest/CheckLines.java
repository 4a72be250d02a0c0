package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.check.CheckReport.Outcome;
import org.sluiceiot.api.config.ConfigException;

/**
 * Writes the steps of a check, a line each, as they are done. Steps may come from any thread, one
 * at a time.
 */
final class CheckLines {
  private static final Logger LOG = LoggerFactory.getLogger(CheckLines.class);

  private final RestAnswer answer;
  private OutputStream out;
  private boolean gone;

  private CheckLines(RestAnswer answer) {
    this.answer = answer;
  }

  /**
   * @throws ConfigException before the first line: the configuration is wrong
   */
  static void give(Tryout tryout, RestAnswer answer)
      throws IOException, RestException, ConfigException {
    CheckLines lines = new CheckLines(answer);
    tryout.check(lines::line);
    lines.end();
  }

  private synchronized void line(CheckReport.Step step) {
    if (gone) {
      return;
    }
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("step", step.layer())
            .put("ok", step.outcome() == Outcome.OK || step.outcome() == Outcome.WARNING)
            .put("outcome", step.outcome().name().toLowerCase(Locale.ROOT))
            .put("text", step.text());
    if (!step.hint().isEmpty()) {
      line.put("remedy", step.hint());
    }
    try {
      begin();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // The check itself goes on: it ends by itself within ten seconds.
      LOG.debug("a form went away", e);
      gone = true;
    }
  }

  /** Only now: before the first step the answer may still become a list of problems. */
  private void begin() throws IOException {
    if (out == null) {
      out = answer.begin(200, "application/x-ndjson");
    }
  }

  /** There may have been nothing to check. */
  private synchronized void end() throws IOException {
    if (!gone) {
      begin();
    }
  }
}
