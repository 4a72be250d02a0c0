package org.sluiceiot.thingsboard.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.sluiceiot.thingsboard.node.DownlinkBinding;
import org.sluiceiot.thingsboard.node.UplinkBinding;

/**
 * What a form posts.
 *
 * @param body the whole object
 */
record RestRequest(ObjectNode body) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Schemas, scripts and certificates are long texts, but not without end. */
  private static final int LARGEST = 4 << 20;

  /**
   * @throws RestException it is too large or no JSON object; what it holds is not told
   */
  static RestRequest read(InputStream in) throws IOException, RestException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new RestException(413, "the request is larger than 4 MiB", "shorten the texts in it");
    }
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return new RestRequest(object);
      }
    } catch (JsonProcessingException e) {
      // Answered like anything else that is no object: its text could hold a part of a secret.
    }
    throw new RestException(400, "the request is no JSON object", "");
  }

  /** The plugin's name of the kind of node. */
  String type() throws RestException {
    return switch (body.path("type").asText("")) {
      case "uplink" -> UplinkBinding.TYPE;
      case "downlink" -> DownlinkBinding.TYPE;
      default -> throw new RestException(400, "type must be uplink or downlink", "");
    };
  }

  JsonNode config() throws RestException {
    if (body.path("config").isObject()) {
      return body.path("config");
    }
    throw new RestException(400, "config must be the node's configuration", "");
  }

  /** The whole object, its record in the plugins' form; a new copy. */
  JsonNode arguments() {
    return WireRecords.fromWire(body);
  }

  /** The node's id, after which its group is named by default; a passing one for a new node. */
  String nodeId() throws RestException {
    String given = body.path("nodeId").asText("");
    try {
      return given.isEmpty() ? "tryout-" + UUID.randomUUID() : UUID.fromString(given).toString();
    } catch (IllegalArgumentException e) {
      throw new RestException(400, "nodeId must be the id of a rule node", "leave it out");
    }
  }

  /** Whether it is about a node that is stored. */
  boolean stored() {
    return body.hasNonNull("nodeId");
  }
}
