package org.sluiceiot.platform.rest;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads bodies within bounds of size, time and number, so that who sends a large one, a slow one or
 * many of them takes nobody else's thread. Safe for any thread; blocks until the body is there.
 */
final class RequestBody {
  /** What nobody needs to log in for takes no more. */
  private static final int PUBLIC_BYTES = 8 << 10;

  private static final int BYTES = 4 << 20;
  private static final Duration PUBLIC_TIME = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(30);

  /** Each who is not logged in waits for its bytes on a thread of the server. */
  private static final int PUBLIC_READERS = 64;

  private static final int PUBLIC_READERS_OF_ADDRESS = 4;
  private static final Semaphore READERS = new Semaphore(PUBLIC_READERS);
  private static final CountsByAddress READERS_BY_ADDRESS = new CountsByAddress();

  private RequestBody() {}

  /**
   * What somebody sends who is logged in.
   *
   * @throws ApiException 408 or 413: too slow, too large
   */
  static byte[] read(Context http) throws IOException {
    return read(http, BYTES, TIME);
  }

  /**
   * What anybody sends.
   *
   * @param address of the caller
   * @throws ApiException 408, 413 or 429: too slow, too large, too many at once
   */
  static byte[] readPublic(Context http, String address) throws IOException {
    boolean first = READERS_BY_ADDRESS.taken(address) <= PUBLIC_READERS_OF_ADDRESS;
    try {
      if (!first || !READERS.tryAcquire()) {
        close(http);
        throw new ApiException(429, "", "too many send at once", "try again soon");
      }
      try {
        return read(http, PUBLIC_BYTES, PUBLIC_TIME);
      } finally {
        READERS.release();
      }
    } finally {
      READERS_BY_ADDRESS.gone(address);
    }
  }

  private static byte[] read(Context http, int most, Duration within) throws IOException {
    if (http.contentLength() > most) {
      throw tooLarge(http, most);
    }
    long deadline = System.nanoTime() + within.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    InputStream in = http.bodyInputStream();
    for (int count = in.read(part); count >= 0; count = in.read(part)) {
      body.write(part, 0, count);
      if (body.size() > most) {
        throw tooLarge(http, most);
      }
      if (System.nanoTime() - deadline > 0) {
        close(http);
        throw new ApiException(408, "", "the body did not come in time", "send it at once");
      }
    }
    return body.toByteArray();
  }

  private static ApiException tooLarge(Context http, int most) {
    close(http);
    return new ApiException(
        413, "", "the body is larger than " + most / 1024 + " KiB", "send less at once");
  }

  /** The rest of the body is not waited for. */
  private static void close(Context http) {
    http.header("Connection", "close");
  }
}
