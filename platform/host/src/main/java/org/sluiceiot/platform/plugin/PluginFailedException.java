package org.sluiceiot.platform.plugin;

/** Code of a plugin threw what its contract does not allow: a defect, or a lack of memory. */
public class PluginFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PluginFailedException(String plugin, Throwable cause) {
    super(plugin + " failed: " + inWords(cause), cause);
  }

  /**
   * What was thrown, for people who look after the plugin: its kind, and its text if it has one.
   */
  public static String inWords(Throwable thrown) {
    String kind = thrown.getClass().getSimpleName();
    return thrown.getMessage() == null ? kind : kind + " (" + thrown.getMessage() + ")";
  }
}
