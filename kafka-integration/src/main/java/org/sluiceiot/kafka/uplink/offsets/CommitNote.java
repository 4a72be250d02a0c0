package org.sluiceiot.kafka.uplink.offsets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a commit says beside the offset: how many partitions the topic had when the group first
 * started in it. Tells partitions that appeared later from those not yet committed.
 *
 * @param partitions 0 when not known
 */
public record CommitNote(int partitions) {
  private static final Pattern FORM = Pattern.compile("sluice;partitions=(\\d{1,9})");

  /**
   * @param metadata of a commit, of anybody; may be null
   */
  public static CommitNote parse(String metadata) {
    Matcher matcher = FORM.matcher(metadata == null ? "" : metadata);
    return new CommitNote(matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0);
  }

  @Override
  public String toString() {
    return "sluice;partitions=" + partitions;
  }
}
