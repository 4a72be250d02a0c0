package org.sluiceiot.thingsboard.rest;

import java.io.IOException;
import java.io.OutputStream;

/** Where an answer is written; implemented by what knows the server's web layer. */
@FunctionalInterface
public interface RestAnswer {
  /**
   * Begins the answer; called once.
   *
   * @param contentType without the character set, which is UTF-8
   * @return what the body is written to; not to be closed
   */
  OutputStream begin(int status, String contentType) throws IOException;
}
