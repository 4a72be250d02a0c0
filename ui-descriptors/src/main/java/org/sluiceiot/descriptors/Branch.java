package org.sluiceiot.descriptors;

import com.networknt.schema.Error;
import java.util.Optional;

/**
 * Variants that a value is not meant to be. What the validator reports of them says nothing about
 * the value.
 *
 * @param rules where they stand in the schema, as the beginning of an evaluation path
 * @param value where the value stands; the same rules judge every entry of a list
 */
record Branch(String rules, String value) {
  private static final String CHOICE = "/oneOf/";

  /** What an error rules out: a variant of another type, or all of them when no type is given. */
  static Optional<Branch> notTaken(Error error) {
    String rules = error.getEvaluationPath().toString();
    String value = error.getInstanceLocation().toString();
    if (error.getKeyword().equals("const")) {
      int end = rules.lastIndexOf(CHOICE);
      int next = end < 0 ? -1 : rules.indexOf('/', end + CHOICE.length());
      return next < 0
          ? Optional.empty()
          : Optional.of(new Branch(rules.substring(0, next + 1), parent(value)));
    }
    return error.getKeyword().equals("required") && "type".equals(error.getProperty())
        ? Optional.of(new Branch(parent(rules) + CHOICE, value))
        : Optional.empty();
  }

  boolean holds(Error error) {
    String at = error.getInstanceLocation().toString();
    return error.getEvaluationPath().toString().startsWith(rules)
        && (at.equals(value) || at.startsWith(value + "/"));
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
