package org.sluiceiot.platform.rest;

import io.javalin.http.Context;

/** Headers that tell a browser to trust the page with nothing but itself. */
final class SecurityHeaders {
  private SecurityHeaders() {}

  /**
   * @param secure whether the caller came by HTTPS, which it is then to stay with
   */
  static void add(Context http, boolean secure) {
    if (secure) {
      http.header("Strict-Transport-Security", "max-age=31536000");
    }
    http.header(
        "Content-Security-Policy",
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none';"
            + " base-uri 'none'; form-action 'self'; object-src 'none'");
    http.header("X-Content-Type-Options", "nosniff");
    http.header("X-Frame-Options", "DENY");
    http.header("Referrer-Policy", "no-referrer");
    http.header("Cross-Origin-Opener-Policy", "same-origin");
    http.header("Cross-Origin-Resource-Policy", "same-origin");
    if (http.path().startsWith("/api/")) {
      http.header("Cache-Control", "no-store");
    }
  }
}
