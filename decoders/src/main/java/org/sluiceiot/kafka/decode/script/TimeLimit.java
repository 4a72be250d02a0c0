package org.sluiceiot.kafka.decode.script;

/** The time limit of scripts, as every language declares it. */
public final class TimeLimit {
  public static final String HELP =
      "A script that runs longer is stopped and the record counts as undecodable.";
  public static final String DEFAULT = "500ms";
  public static final String LEAST = "10ms";
  public static final String MOST = "10s";

  private TimeLimit() {}
}
