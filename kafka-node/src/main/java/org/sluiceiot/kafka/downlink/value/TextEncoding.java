package org.sluiceiot.kafka.downlink.value;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.Charset;
import java.util.Base64;

/** How a rendered text becomes the bytes of a key or a header. */
public enum TextEncoding {
  /** In the configured character set. */
  TEXT {
    @Override
    public byte[] encode(String text, Charset charset) {
      return text.getBytes(charset);
    }
  },
  /** The text holds base64; the bytes are what it stands for. */
  BASE64 {
    @Override
    public byte[] encode(String text, Charset charset) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw new RenderException("'" + shortened(text) + "' is not base64");
      }
    }
  },
  /** As a JSON text, with quotes. */
  JSON {
    @Override
    public byte[] encode(String text, Charset charset) {
      return MessageJson.bytes(TextNode.valueOf(text));
    }
  };

  /**
   * @throws RenderException the text does not fit the encoding
   */
  public abstract byte[] encode(String text, Charset charset);

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
