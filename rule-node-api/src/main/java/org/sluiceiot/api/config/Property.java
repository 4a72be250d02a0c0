package org.sluiceiot.api.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one property of a configuration record: the only place where its title, help, default
 * and bounds are written. Reader, form, JSON Schema and reference tables are made from it.
 *
 * <p>The record component's type is the property's type: {@code String}, {@code boolean}, {@code
 * int}, {@code long}, {@code double}, an enum, {@link java.time.Duration}, {@link DataSize}, {@link
 * Secret}, {@code JsonNode}, another record, an interface with {@link Variants} (its own or {@link
 * #variants}), or a {@code List} or {@code Map<String, …>} of these. Components stand in the order
 * in which a person should meet them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Property {
  /** Short name for people. */
  String title();

  /** One or two sentences: what it does, and when to change it. */
  String help();

  /**
   * The default in the form a user would write: {@code 5s}, {@code 16KiB}, {@code true}, an enum's
   * name, JSON for lists, maps and records. Empty: no default, see {@link #optional}.
   */
  String defaultValue() default "";

  /** Without a default: whether the property may be left out (it is then null or empty). */
  boolean optional() default false;

  /** Lowest value, in the form of {@link #defaultValue}; for texts and lists the least length. */
  String min() default "";

  /** Highest value, in the form of {@link #defaultValue}; for texts and lists the most length. */
  String max() default "";

  /** Regular expression that a text must match as a whole. */
  String pattern() default "";

  /** Unit of a bare number, such as {@code records/s}. */
  String unit() default "";

  /** Heading under which a form shows it. */
  String group() default "General";

  /** Whether a form hides it until asked. */
  boolean advanced() default false;

  /** Shown only when another property has one of these values: {@code security=ssl|sasl_ssl}. */
  String dependsOn() default "";

  /**
   * Who lists the records that may stand for a type that is an interface without {@link Variants}
   * of its own: a class with that annotation, which can so stand above the records' packages.
   */
  Class<?> variants() default void.class;

  /** How a form edits a text. */
  Editor editor() default Editor.LINE;

  /** Editors for texts. */
  enum Editor {
    LINE,
    MULTILINE,
    SCRIPT
  }
}
