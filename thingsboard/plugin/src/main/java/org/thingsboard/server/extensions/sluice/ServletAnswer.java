package org.thingsboard.server.extensions.sluice;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.sluiceiot.thingsboard.rest.RestAnswer;

/** Writes to the servlet's response on the thread of the request. For one thread at a time. */
record ServletAnswer(HttpServletResponse response) implements RestAnswer {
  @Override
  public OutputStream begin(int status, String contentType) throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setCharacterEncoding("UTF-8");
    // What is in an answer is for the eyes of this administrator alone.
    response.setHeader("Cache-Control", "no-store");
    // Proxies must hand over the lines of a check as they come.
    response.setHeader("X-Accel-Buffering", "no");
    return response.getOutputStream();
  }
}
