package org.sluiceiot.thingsboard.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import org.sluiceiot.api.config.ConfigException;
import org.sluiceiot.api.config.Problem;
import org.sluiceiot.api.host.Owner;
import org.sluiceiot.api.host.State;
import org.sluiceiot.thingsboard.report.NodeObserver;
import org.sluiceiot.thingsboard.report.NodeView;
import org.sluiceiot.thingsboard.report.Reporting;
import org.sluiceiot.thingsboard.runtime.Policy;
import org.sluiceiot.thingsboard.runtime.Shared;
import org.thingsboard.rule.engine.api.TbContext;
import org.thingsboard.rule.engine.api.TbNodeException;

/**
 * What both kinds of node share, from start to end. {@link #start} is called by a thread of the
 * server, {@link #destroy} by any, any number of times or never; {@link #finish} runs once, on a
 * thread of the closer.
 */
abstract class Binding {
  private final Shared shared;
  private final Owner owner;
  private final Policy policy;
  private final NodeObserver observer;
  private final NodeView view;
  private final Runnable end = this::end;

  /** Makes a node that is not started yet. */
  interface Maker<B extends Binding> {
    B make() throws ConfigException;
  }

  /**
   * @param records whether it reads records, which the server does not show by itself
   * @throws ConfigException the tenant may not use the nodes, or the operator's settings are wrong
   */
  Binding(Shared shared, TbContext ctx, String type, boolean records) throws ConfigException {
    this.shared = shared;
    this.owner = Identity.owner(ctx);
    this.policy = shared.policyFor(owner.tenant().id());
    Reporting reporting =
        new Reporting(
            ctx,
            () -> Identity.who(ctx),
            shared.background(),
            Clock.systemUTC(),
            policy.failedAfter());
    this.observer = records ? reporting.ofUplink() : reporting.ofDownlink();
    this.view = new NodeView(type, owner, observer);
    shared.members().join(owner.id(), owner.tenant().id());
    shared.closer().opened(end);
  }

  /**
   * Starts a node; nothing is left of it when it does not start. Never blocks on Kafka.
   *
   * @throws TbNodeException what is wrong, all problems at once; never an Error, which would end
   *     the node for good
   */
  static <B extends Binding> B start(Maker<B> maker, JsonNode config) throws TbNodeException {
    B made = null;
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Kafka and TBEL look classes up through it.
    thread.setContextClassLoader(Binding.class.getClassLoader());
    try {
      made = maker.make();
      made.begin(config);
      NodeObserver observer = made.observer();
      if (observer.state() == State.REFUSED) {
        throw new ConfigException("", observer.reason(), "");
      }
      observer.started();
      return made;
    } catch (Throwable e) {
      // Whatever it is: ThingsBoard does not call destroy after a failed init.
      if (made != null) {
        made.destroy();
      }
      throw NodeFailures.of(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Reads the configuration and starts the plugin's part with it. */
  abstract void begin(JsonNode config) throws ConfigException;

  /** Ends the plugin's part and waits for it, within thirty seconds. */
  abstract void finish();

  /** Ends the node in the background. Idempotent, never blocks. */
  public void destroy() {
    shared.closer().close(end);
  }

  private void end() {
    try {
      finish();
    } finally {
      view.close();
      shared.members().leave(owner.id());
      observer.ended();
    }
  }

  /**
   * @param config of the plugin's present version
   * @throws ConfigException it names a cluster that no tenant may use
   */
  final void checkCluster(JsonNode config) throws ConfigException {
    List<Problem> problems = shared.ownCluster(policy, config);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  final Owner owner() {
    return owner;
  }

  final NodeObserver observer() {
    return observer;
  }

  /**
   * @param durableQueue whether a message stays in ThingsBoard's queue until it is completed
   */
  final NodeHost host(boolean durableQueue) {
    return new NodeHost(owner, policy, shared.members(), durableQueue);
  }
}
