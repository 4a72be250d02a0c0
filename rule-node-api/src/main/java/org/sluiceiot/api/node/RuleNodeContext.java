package org.sluiceiot.api.node;

import org.sluiceiot.api.host.Host;
import org.sluiceiot.api.host.Observer;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.message.RuleMessage;

/**
 * What a rule node may use of its host. Implemented by hosts. Every method may be called from any
 * thread and returns at once.
 */
public interface RuleNodeContext {
  /** Relations that every host knows. */
  String SUCCESS = "Success";

  String FAILURE = "Failure";
  String LOOP = "Loop";

  /** Who this node is: own id, name, tenant. Constant; never null. */
  Owner self();

  /**
   * Ends the node's work on a message: it leaves along every connection of this relation.
   *
   * @param message as received, or changed by the node; the same {@link RuleMessage#id()}
   * @param relation one of the relations that the node type declares
   */
  void complete(RuleMessage message, String relation);

  /**
   * Ends the node's work on a message along {@link #FAILURE}.
   *
   * @param message as received, or with metadata such as {@code error} added
   * @param cause what went wrong, in words that help; never null
   */
  void fail(RuleMessage message, Throwable cause);

  /** Where the node reports states, events and metrics. Constant; never null. */
  Observer observer();

  /** The host's own properties and the operator's policy. Constant; never null. */
  Host host();
}
