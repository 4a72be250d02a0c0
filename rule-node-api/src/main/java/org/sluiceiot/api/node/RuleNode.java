package org.sluiceiot.api.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.sluiceiot.api.check.CheckReport;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.message.RuleMessage;

/**
 * A node of a rule chain. Implemented by plugins, called by hosts.
 *
 * <p>Life cycle of one instance:
 *
 * <ol>
 *   <li>{@link #upgrade} at most once, before {@code init}, when the stored configuration is of an
 *       older version;
 *   <li>{@link #init} exactly once. It validates and returns; connecting happens in the background.
 *       If it throws, the host drops the instance and may not call {@code destroy}, so {@code init}
 *       cleans up after itself;
 *   <li>{@link #onMessage} any number of times, one at a time, on a thread that the host shares
 *       between many nodes;
 *   <li>{@link #destroy} once, twice or never; from any thread, also while {@code onMessage} runs.
 * </ol>
 *
 * <p>A changed configuration means a new instance; the host destroys the old one.
 */
public interface RuleNode {
  /**
   * Validates the configuration and prepares the node. Never blocks on a remote system.
   *
   * @param context what the node may use of its host until {@code destroy}; never null
   * @param config an object of this node's current version; never null
   * @throws ConfigException all problems of the configuration in one report; the host shows them
   *     and does not retry
   */
  void init(RuleNodeContext context, JsonNode config) throws ConfigException;

  /**
   * Takes one message and returns at once. The node owes the host <em>exactly one</em> outcome per
   * message, through {@link RuleNodeContext#complete} or {@link RuleNodeContext#fail}, now or later
   * and from any thread. Must not throw; a host treats an exception as a failure of this message.
   *
   * @param message never null
   */
  void onMessage(RuleMessage message);

  /**
   * Ends the node: messages not yet completed are completed (failed with class {@code closed} if
   * need be) within a bounded time, on the node's own threads. Idempotent, returns at once, never
   * throws.
   */
  void destroy();

  /**
   * Turns the configuration of an older version, or of a node that this one replaces, into one of
   * the current version. Pure.
   *
   * @param fromVersion version of {@code config}
   * @param config never null, left unchanged
   * @return the upgraded object, or {@code config} itself when nothing had to change
   * @throws ConfigException the configuration cannot be mapped
   */
  default JsonNode upgrade(int fromVersion, JsonNode config) throws ConfigException {
    return config;
  }

  /**
   * Says what {@link #init} would refuse, without starting anything; called on an instance that was
   * not initialised. Never blocks on a remote system, and so does not know what only that can tell.
   *
   * @throws ConfigException all problems in one report
   */
  default void validate(RuleNodeContext context, JsonNode config) throws ConfigException {}

  /**
   * Tries the remote systems of a configuration, without sending data; called on an instance that
   * was not initialised. Blocks the calling thread for at most ten seconds.
   *
   * @param found told of each step as soon as it is done: in order, from any thread, one at a time,
   *     never after this method returned. What is told of one of several servers may be left out of
   *     the report
   * @return one step per layer; an empty report when there is nothing to check
   * @throws ConfigException the configuration is invalid, so there is nothing to try
   */
  default CheckReport check(
      RuleNodeContext context, JsonNode config, Consumer<CheckReport.Step> found)
      throws ConfigException {
    return CheckReport.empty();
  }
}
