package org.sluiceiot.platform.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.UUID;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.ConfigReader;
import org.sluiceiot.platform.auth.Account;
import org.sluiceiot.platform.tenant.Tenant;

/**
 * One request.
 *
 * @param account null on a public route
 * @param tenant of the path; null when the path names none
 * @param address where the caller is, behind trusted proxies too
 * @param secure whether the caller came by HTTPS
 */
record Call(Context http, Account account, Tenant tenant, String address, boolean secure) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A path parameter that is an id; anything else is not found. */
  UUID id(String parameter) {
    try {
      return UUID.fromString(http.pathParam(parameter));
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound();
    }
  }

  /** The body, within bounds; an empty object when there is none. */
  JsonNode json() {
    try {
      JsonNode body = JSON.readTree(body());
      return body == null || body.isMissingNode() ? JsonNodeFactory.instance.objectNode() : body;
    } catch (JsonProcessingException e) {
      String text = "the body is not JSON: " + e.getOriginalMessage();
      throw new ApiException(400, "", text, "");
    } catch (IOException e) {
      throw new ApiException(400, "", "the body cannot be read", "");
    }
  }

  private byte[] body() throws IOException {
    return account == null ? RequestBody.readPublic(http, address) : RequestBody.read(http);
  }

  /** The body as a record, with every problem in one answer. */
  <T extends Record> T body(Class<T> type) throws ConfigException {
    return ConfigReader.read(json(), type);
  }

  String query(String name, String otherwise) {
    String value = http.queryParam(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  long query(String name, long otherwise, long least, long most) {
    String value = http.queryParam(name);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      return Math.max(least, Math.min(most, Long.parseLong(value)));
    } catch (NumberFormatException e) {
      throw new ApiException(400, name, "is not a whole number", "");
    }
  }

  void answer(int status, Object body) {
    http.status(status).json(body);
  }

  void answer(Object body) {
    answer(200, body);
  }

  void done() {
    http.status(204);
  }
}
