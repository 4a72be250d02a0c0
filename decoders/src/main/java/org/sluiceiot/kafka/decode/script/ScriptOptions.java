package org.sluiceiot.kafka.decode.script;

/** What the decoders of every script language declare alike. */
public final class ScriptOptions {
  /** Longest script, in characters. */
  public static final String LONGEST_SCRIPT = "262144";

  public static final String TIME_HELP =
      "A script that runs longer is stopped and the record counts as undecodable.";
  public static final String TIME_DEFAULT = "500ms";
  public static final String TIME_LEAST = "10ms";
  public static final String TIME_MOST = "10s";
  public static final String UPDATE_ONLY_HELP =
      "Telemetry and attribute keys that are written only when their value changed.";

  private ScriptOptions() {}
}
