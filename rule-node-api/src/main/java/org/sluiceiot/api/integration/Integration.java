package org.sluiceiot.api.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;

/**
 * Brings data from outside into the host. Implemented by plugins, called by hosts.
 *
 * <p>Life cycle of one instance:
 *
 * <ol>
 *   <li>{@link #validate}, {@link #check}, {@link #dryRun} and {@link #explore} any number of times
 *       on an instance that is never started;
 *   <li>{@link #upgrade} at most once, before {@code start}, when the stored configuration is of an
 *       older version or of another product;
 *   <li>{@link #start} exactly once. It validates and returns; connecting happens in the background
 *       and is reported through {@link IntegrationContext#observer()};
 *   <li>{@link #command} any number of times while started, from any thread;
 *   <li>{@link #stop} once, twice or never.
 * </ol>
 */
public interface Integration {
  /**
   * Validates the configuration and starts the work on threads of its own.
   *
   * @throws ConfigException all problems in one report; nothing was started
   */
  void start(IntegrationContext context, JsonNode config) throws ConfigException;

  /**
   * Ends the work: what was delivered is committed, what was not will come again. Bounded to thirty
   * seconds, blocks until done, idempotent, never throws; from any thread.
   */
  void stop();

  /** As {@link org.sluiceiot.api.node.RuleNode#check}. */
  CheckReport check(IntegrationContext context, JsonNode config, Consumer<CheckReport.Step> found)
      throws ConfigException;

  /**
   * Decodes one record as production would, delivering nothing; called on an instance that was not
   * started.
   *
   * @param input the record: {@code payload} (base64) or {@code text}, and optionally {@code key},
   *     {@code topic}, {@code headers} …, as the plugin documents
   * @return {@code {"output": …}} or {@code {"error": …}}, with line and column where known
   * @throws ConfigException the configuration is invalid
   */
  JsonNode dryRun(IntegrationContext context, JsonNode config, JsonNode input)
      throws ConfigException;

  /** As {@link org.sluiceiot.api.node.RuleNode#validate}. */
  default void validate(IntegrationContext context, JsonNode config) throws ConfigException {}

  /**
   * Looks at the remote system or at a record for somebody who is still writing a configuration
   * (topics, last records, a proposed decoder, dead letters …); called on an instance that was not
   * started. Blocks for as long as the plugin documents, leaves nothing behind.
   *
   * @param name as documented by the plugin
   * @param config possibly incomplete: only what the look needs must be right
   * @param arguments an object, possibly empty
   * @throws ConfigException what the look needs of the configuration is wrong
   * @throws IllegalArgumentException unknown name, bad arguments, or the remote system did not
   *     answer; in words for the user
   */
  default JsonNode explore(
      String name, IntegrationContext context, JsonNode config, JsonNode arguments)
      throws ConfigException {
    throw new IllegalArgumentException("unknown look '" + name + "'");
  }

  /** As {@link org.sluiceiot.api.node.RuleNode#upgrade}. */
  default JsonNode upgrade(int fromVersion, JsonNode config) throws ConfigException {
    return config;
  }

  /**
   * Runs one of the plugin's own commands on a started integration (statistics, last inputs, dead
   * letters, re-drive …); may block for as long as the plugin documents.
   *
   * @param name as documented by the plugin
   * @param arguments an object, possibly empty
   * @throws IllegalArgumentException unknown name or bad arguments, in words for the user
   */
  default JsonNode command(String name, JsonNode arguments) {
    throw new IllegalArgumentException("unknown command '" + name + "'");
  }
}
