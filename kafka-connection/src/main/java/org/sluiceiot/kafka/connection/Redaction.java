package org.sluiceiot.kafka.connection;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.sluiceiot.api.config.Secret;

/**
 * Takes secrets out of texts before they reach a log, an event or an error. Knows every {@link
 * Secret} of a configuration and the shapes that secrets have in Kafka's own messages. Immutable;
 * safe for any thread.
 */
public final class Redaction {
  /** Shorter secrets would blank out innocent words; they are caught by their shape only. */
  private static final int SHORTEST = 4;

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passphrase|secret|api[_-]?key|token|sharedaccesskey|accountkey)[\"']?\\s*[=:]\\s*)"
              + "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;}&]+)");
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");
  private static final Pattern PEM_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)",
          Pattern.DOTALL);

  private static final int LONGEST_PAYLOAD = 4 * 1024;

  private final List<String> secrets;

  private Redaction(Set<String> secrets) {
    // The longest first, so that a secret that contains another goes as a whole.
    this.secrets =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Knows every secret inside the configuration, at any depth. */
  public static Redaction of(Record config) {
    Set<String> found = new HashSet<>();
    collect(config, found);
    return new Redaction(found);
  }

  /**
   * @param text may be null
   * @return the text without secrets; empty for null
   */
  public String redact(String text) {
    if (text == null) {
      return "";
    }
    String result = PEM_KEY.matcher(hide(text)).replaceAll(Secret.PLACEHOLDER);
    result = NAMED.matcher(result).replaceAll("$1" + Secret.PLACEHOLDER);
    result = BEARER.matcher(result).replaceAll("$1 " + Secret.PLACEHOLDER);
    return USER_INFO.matcher(result).replaceAll("://" + Secret.PLACEHOLDER + "@");
  }

  /**
   * A payload as events show it: at most its first 4,096 characters, without the configuration's
   * own secrets. They are hidden before it is cut, since half of one would not be found.
   *
   * @param text not null
   */
  public String payload(String text) {
    String hidden = hide(text);
    return hidden.length() > LONGEST_PAYLOAD ? hidden.substring(0, LONGEST_PAYLOAD) + "…" : hidden;
  }

  /**
   * Hides the configuration's own secrets alone: what else has the shape of one, in a payload, is
   * the tenant's own data.
   *
   * @param text not null
   */
  public String hide(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, Secret.PLACEHOLDER);
    }
    return result;
  }

  /** What an exception and its causes say, each once, without secrets and class names. */
  public String describe(Throwable problem) {
    List<String> texts = new ArrayList<>();
    Throwable cause = problem;
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      String text =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      // Wrappers repeat their cause, with its class name before it.
      String repeated = cause.getCause() == null ? null : cause.getCause().toString();
      if (!text.equals(repeated) && texts.stream().noneMatch(said -> said.contains(text))) {
        texts.add(text);
      }
    }
    return redact(String.join(": ", texts));
  }

  private static void collect(Object value, Set<String> found) {
    if (value instanceof Secret secret) {
      add(secret.reveal(), found);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(entry -> collect(entry, found));
    } else if (value instanceof Iterable<?> list) {
      list.forEach(entry -> collect(entry, found));
    } else if (value instanceof Record config) {
      for (RecordComponent component : config.getClass().getRecordComponents()) {
        collect(read(config, component), found);
      }
    }
  }

  private static void add(String secret, Set<String> found) {
    // Inside JSON a secret of several lines, such as a key, looks different.
    String inJson = new String(JsonStringEncoder.getInstance().quoteAsString(secret.strip()));
    for (String part : List.of(secret, secret.strip(), inJson)) {
      if (part.length() >= SHORTEST) {
        found.add(part);
      }
    }
  }

  private static Object read(Record config, RecordComponent component) {
    try {
      return component.getAccessor().invoke(config);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          config.getClass() + "." + component.getName() + " cannot be read", e);
    }
  }
}
