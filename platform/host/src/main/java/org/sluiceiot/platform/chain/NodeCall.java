package org.sluiceiot.platform.chain;

import org.sluiceiot.api.message.RuleMessage;

/**
 * A message at a node.
 *
 * @param message as it came to the node
 */
record NodeCall(MessageRun run, RuleMessage message) {}
