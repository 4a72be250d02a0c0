package org.sluiceiot.api.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the records that may stand where a property has this interface as its type, or names this
 * class as its {@link Property#variants}; each of them is a {@link Variant}, chosen by the JSON
 * property {@code type}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variants {
  /** In the order in which a form offers them; each annotated with {@link Variant}. */
  Class<? extends Record>[] value();
}
