package org.sluiceiot.kafka.connection.sasl;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of a JAAS line that somebody pasted: only read, never passed on. Pure.
 *
 * @param module the login module's class name
 */
public record JaasEntry(String module, Map<String, String> options) {
  private static final int MOST_OPTIONS = 20;

  public JaasEntry {
    options = Map.copyOf(options);
  }

  /**
   * Reads {@code module required name="value" …;} with the same tokens as Kafka does.
   *
   * @throws IllegalArgumentException anything else; the message does not repeat the line
   */
  public static JaasEntry parse(String line) {
    StreamTokenizer tokens = new StreamTokenizer(new StringReader(line));
    tokens.slashSlashComments(true);
    tokens.slashStarComments(true);
    tokens.wordChars('-', '-');
    tokens.wordChars('_', '_');
    tokens.wordChars('$', '$');
    try {
      String module = word(tokens, "does not start with a login module");
      if (!word(tokens, "lacks the word 'required'").equalsIgnoreCase("required")) {
        throw new IllegalArgumentException("has another control flag than 'required'");
      }
      Map<String, String> options = options(tokens);
      if (tokens.nextToken() != StreamTokenizer.TT_EOF) {
        throw new IllegalArgumentException("has more after the first ';'");
      }
      return new JaasEntry(module, options);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
  }

  private static Map<String, String> options(StreamTokenizer tokens) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    while (tokens.nextToken() != ';') {
      tokens.pushBack();
      String name = word(tokens, "does not end with ';'");
      if (tokens.nextToken() != '=') {
        throw new IllegalArgumentException("has an option without '='");
      }
      if (options.put(name, word(tokens, "has an option without a value")) != null) {
        throw new IllegalArgumentException("has the same option twice");
      }
      if (options.size() > MOST_OPTIONS) {
        throw new IllegalArgumentException("has more than " + MOST_OPTIONS + " options");
      }
    }
    return options;
  }

  private static String word(StreamTokenizer tokens, String problem) throws IOException {
    int token = tokens.nextToken();
    if (token == StreamTokenizer.TT_WORD || token == '"' || token == '\'') {
      return tokens.sval;
    }
    throw new IllegalArgumentException(problem);
  }

  /** Never shows the options. */
  @Override
  public String toString() {
    return module;
  }
}
