package org.sluiceiot.kafka.downlink.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.sluiceiot.kafka.downlink.config.HeaderConfig;
import org.sluiceiot.kafka.downlink.config.HeadersConfig;
import org.sluiceiot.kafka.downlink.template.DataJson;
import org.sluiceiot.kafka.downlink.template.MessageView;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.downlink.value.RenderException;
import org.sluiceiot.kafka.downlink.value.TextEncoding;

/**
 * Adds the configured headers to a record. Names that Sluice itself writes are left out, so that no
 * message can forge them. Immutable.
 */
final class HeaderBuilder {
  /** Start of the names of headers that only the loop guard writes. */
  private static final String RESERVED = "sluice-";

  private final HeadersConfig config;
  private final Charset charset;
  private final List<Fixed> fixed;
  private final Template from;
  private final boolean none;

  private record Fixed(Template name, Template value, TextEncoding encoding) {
    static Fixed compile(HeaderConfig config) {
      return new Fixed(
          Template.compile(config.name()), Template.escaping(config.value()), config.encoding());
    }
  }

  HeaderBuilder(HeadersConfig config) {
    this.config = config;
    this.charset = Charset.forName(config.charset());
    this.fixed = config.fixed().stream().map(Fixed::compile).toList();
    this.from = config.from() == null ? null : Template.escaping(config.from());
    this.none = fixed.isEmpty() && from == null && !config.metadata();
  }

  /**
   * Adds what is configured.
   *
   * @return bytes of all headers
   * @throws RuntimeException a value is missing, or the headers are too many or too large
   */
  int addTo(Headers headers, MessageView view) {
    if (none) {
      return 0;
    }
    for (Fixed header : fixed) {
      String value = header.value.render(view);
      add(headers, header.name.render(view), header.encoding.encode(value, charset));
    }
    if (from != null) {
      addRendered(headers, from.render(view));
    }
    if (config.metadata()) {
      for (Map.Entry<String, String> entry : view.message().metadata().entrySet()) {
        add(headers, config.metadataPrefix() + entry.getKey(), entry.getValue().getBytes(charset));
      }
    }
    return check(headers);
  }

  private void addRendered(Headers headers, String text) {
    JsonNode node;
    try {
      node = DataJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new RenderException("headers: '" + from + "' did not render JSON");
    }
    if (node.isObject()) {
      node.properties().forEach(e -> add(headers, e.getKey(), bytes(e.getValue())));
    } else if (node.isArray()) {
      node.forEach(e -> add(headers, e.path("key").asText(), bytes(e.path("value"))));
    } else {
      throw new RenderException("headers: '" + from + "' rendered neither an object nor a list");
    }
  }

  private byte[] bytes(JsonNode value) {
    return DataJson.text(value).getBytes(charset);
  }

  private static void add(Headers headers, String name, byte[] value) {
    if (!name.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
      headers.add(name, value);
    }
  }

  private int check(Headers headers) {
    int count = 0;
    int size = 0;
    for (Header header : headers) {
      count++;
      size += header.key().length() + (header.value() == null ? 0 : header.value().length) + 2;
    }
    if (count > config.maxCount()) {
      throw new RenderException(count + " headers are more than " + config.maxCount());
    }
    if (size > config.maxSize().bytes()) {
      throw new RenderException(size + " bytes of headers are more than " + config.maxSize());
    }
    return size;
  }
}
