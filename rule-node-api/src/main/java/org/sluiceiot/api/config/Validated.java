package org.sluiceiot.api.config;

/** A configuration record whose properties must fit together. */
public interface Validated {
  /**
   * Adds every problem between the properties; called after each property was found valid by
   * itself.
   *
   * @param problems already at the path of this record
   */
  void validate(Problems problems);
}
