package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;

/**
 * Answers with the result of a check: as one document, or, to who asks for lines, with a line per
 * step when it is done and the report as the last line. Steps may come from any thread.
 */
final class CheckAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(CheckAnswer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINES = "application/x-ndjson";

  private final Context http;
  private OutputStream out;
  private boolean gone;

  private CheckAnswer(Context http) {
    this.http = http;
  }

  /** Runs one check. */
  @FunctionalInterface
  interface Check {
    CheckReport run(Consumer<CheckReport.Step> found) throws ConfigException;
  }

  static void give(Call call, Check check) throws ConfigException {
    String accepted = call.http().header("Accept");
    if (accepted == null || !accepted.contains(LINES)) {
      call.answer(Shapes.report(check.run(step -> {})));
      return;
    }
    CheckAnswer answer = new CheckAnswer(call.http());
    CheckReport report = check.run(step -> answer.line(Map.of("step", Shapes.step(step))));
    answer.line(Map.of("report", Shapes.report(report)));
  }

  private synchronized void line(Map<String, Object> line) {
    if (gone) {
      return;
    }
    try {
      if (out == null) {
        // Only now: before the first step the answer may still become a list of problems.
        http.disableCompression();
        http.res().setContentType(LINES);
        http.res().setCharacterEncoding("UTF-8");
        out = http.res().getOutputStream();
      }
      out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // The check itself goes on: it ends by itself within ten seconds.
      LOG.debug("a page went away", e);
      gone = true;
    }
  }
}
