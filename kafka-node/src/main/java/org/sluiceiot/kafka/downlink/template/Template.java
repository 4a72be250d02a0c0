package org.sluiceiot.kafka.downlink.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with holes, compiled once: {@code ${key}} is metadata, {@code $[a.b]} message data, {@code
 * ${@time}} and the like are fields of the message, {@code ${key:-default}} gives a default, and
 * {@code $${} stands for the two characters themselves. Immutable, safe for any thread; rendering
 * has no side effects.
 */
public final class Template {
  private final String source;
  private final List<Part> parts;
  private final Part.Hole only;

  private Template(String source, List<Part> parts) {
    this.source = source;
    this.parts = parts;
    List<Part> holes = parts.stream().filter(Part.Hole.class::isInstance).toList();
    this.only = holes.size() == 1 ? (Part.Hole) holes.get(0) : null;
  }

  /**
   * @throws IllegalArgumentException the text is not a template; the message says where
   */
  public static Template compile(String text) {
    return new Template(text, new TemplateParser(text).parse());
  }

  /**
   * A template whose values are written so that it stays JSON when it is JSON: escaped between
   * quotes, elsewhere as JSON values. Any other template is as {@link #compile} makes it.
   *
   * @throws IllegalArgumentException the text is not a template; the message says where
   */
  public static Template escaping(String text) {
    Template plain = compile(text);
    JsonPlaces places = JsonPlaces.of(plain.parts);
    return places.meantAsJson() ? new Template(text, List.copyOf(places.parts())) : plain;
  }

  /**
   * As {@link #escaping}, for a template that must be JSON.
   *
   * @throws IllegalArgumentException the text is not a template, or not JSON; the message says
   *     where
   */
  public static Template json(String text) {
    JsonPlaces places = JsonPlaces.of(compile(text).parts);
    if (places.problem() != null || places.roots().isEmpty()) {
      throw new IllegalArgumentException(
          "the template is not JSON with values in the places of its fields ("
              + places.problem()
              + "); mend it there, or set escape to none");
    }
    return new Template(text, List.copyOf(places.parts()));
  }

  /**
   * @throws UnresolvedFieldException the message lacks a field without a default
   */
  public String render(MessageView message) {
    if (parts.size() == 1) {
      return render(parts.get(0), message);
    }
    StringBuilder result = new StringBuilder(source.length() + 32);
    for (Part part : parts) {
      result.append(render(part, message));
    }
    return result.toString();
  }

  private static String render(Part part, MessageView message) {
    return part instanceof Part.Hole hole ? hole.render(message) : ((Part.Literal) part).text();
  }

  /**
   * The text of the only hole, on which alone the result depends; null when there are none or
   * several.
   *
   * @throws UnresolvedFieldException the message lacks the field, which has no default
   */
  public String only(MessageView message) {
    return only == null ? null : only.render(message);
  }

  /** Whether there is nothing to render. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether every message renders the same text. */
  public boolean isConstant() {
    return parts.stream().allMatch(Part.Literal.class::isInstance);
  }

  /** The fixed texts with a hole between each two; one text when the template is constant. */
  public List<String> literals() {
    List<String> literals = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Literal literal) {
        current.append(literal.text());
      } else {
        literals.add(current.toString());
        current.setLength(0);
      }
    }
    literals.add(current.toString());
    return literals;
  }

  /** Holes that read what an uplink wrote about the Kafka record, as written. */
  public List<String> inboundFields() {
    List<String> fields = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Hole hole
          && hole.field() instanceof MetadataField metadata
          && metadata.readsInbound()) {
        fields.add(hole.written());
      }
    }
    return fields;
  }

  @Override
  public String toString() {
    return source;
  }
}
