package org.sluiceiot.api.config;

import java.util.List;

/** Finds the records that may stand where a property's type is an interface. Stateless. */
public final class Choices {
  private Choices() {}

  /**
   * @param type the property's type, or that of the entries of its list or map
   * @param property null when the type is not a property's
   * @return in the order in which a form offers them; empty when the type offers no choice
   */
  public static List<Class<? extends Record>> of(Class<?> type, Property property) {
    Variants own = type.getAnnotation(Variants.class);
    if (own != null) {
      return List.of(own.value());
    }
    if (!type.isInterface() || property == null) {
      return List.of();
    }
    Variants listed = property.variants().getAnnotation(Variants.class);
    return listed == null ? List.of() : List.of(listed.value());
  }
}
