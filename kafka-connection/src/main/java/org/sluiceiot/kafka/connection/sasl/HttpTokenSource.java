package org.sluiceiot.kafka.connection.sasl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluiceiot.kafka.connection.http.CheckedHttp;

/** Asks an OAuth 2 endpoint for tokens by client credentials. Safe for any thread. */
public final class HttpTokenSource implements TokenSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TOKEN = 64 * 1024;

  private final OauthSasl oauth;
  private final CheckedHttp http;
  private final Clock clock;

  /**
   * @param oauth validated
   * @param http keeps to the operator's addresses
   */
  public HttpTokenSource(OauthSasl oauth, CheckedHttp http, Clock clock) {
    this.oauth = oauth;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public OauthToken token() throws IOException {
    URI endpoint = oauth.endpoint();
    String credentials = form(oauth.clientId()) + ":" + form(oauth.clientSecret().reveal());
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "application/json");
    CheckedHttp.Answer answer = http.post(endpoint, headers, body());
    if (answer.status() != 200) {
      throw new IOException(
          "the token endpoint %s answered %d%s"
              .formatted(endpoint.getHost(), answer.status(), reason(answer.body())));
    }
    return token(answer.body());
  }

  private String body() {
    StringBuilder body = new StringBuilder("grant_type=client_credentials");
    append(body, "scope", oauth.scope());
    append(body, "audience", oauth.audience());
    return body.toString();
  }

  private static void append(StringBuilder body, String name, String value) {
    if (value != null && !value.isBlank()) {
      body.append('&').append(name).append('=').append(form(value.strip()));
    }
  }

  private OauthToken token(String body) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // The cause would repeat the body, and with it the token.
      throw new IOException("the token endpoint's answer is not JSON");
    }
    String value = json.path("access_token").asText("");
    if (value.isEmpty()
        || value.length() > LONGEST_TOKEN
        || !value.matches("[A-Za-z0-9._~+/=-]+")) {
      throw new IOException("the token endpoint's answer holds no usable 'access_token'");
    }
    long now = clock.millis();
    long seconds = Math.max(1, Math.min(json.path("expires_in").asLong(300), 7 * 86_400L));
    Set<String> scope =
        Arrays.stream(json.path("scope").asText("").split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toSet());
    return new OauthToken(
        value, scope, now + seconds * 1000, oauth.clientId(), now, oauth.extensions());
  }

  /** RFC 6749: an error says {@code error} and {@code error_description}. */
  private static String reason(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      String error = json.path("error").asText("");
      String description = json.path("error_description").asText("");
      String text = (error + " " + description).strip().replaceAll("\\p{Cntrl}", " ");
      return text.isEmpty() ? "" : ": " + (text.length() > 200 ? text.substring(0, 200) : text);
    } catch (JsonProcessingException e) {
      // A page of a proxy, say: the status is all that helps.
      return "";
    }
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
