package org.sluiceiot.kafka.guard;

import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;

/** An endpoint's place in the guard. Safe for any thread. */
public final class Registration implements AutoCloseable {
  private final LoopGuard guard;
  private final Endpoint endpoint;
  private final Consumer<Verdict> onVerdict;
  private volatile String clusterId;
  private volatile Verdict verdict = Verdict.PENDING;

  Registration(LoopGuard guard, Endpoint endpoint, Consumer<Verdict> onVerdict) {
    this.guard = guard;
    this.endpoint = endpoint;
    this.onVerdict = onVerdict;
  }

  /** Tells the id of the cluster that the endpoint is connected to, and decides. */
  public void clusterId(String id) {
    clusterId = id;
    guard.clusterKnown(this);
  }

  /** The present verdict. */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * Uplink: checks the path of a consumed record.
   *
   * @param headers as received; left unchanged
   */
  public Passage ingest(Headers headers) {
    return PathHeader.ingest(endpoint.owner().id(), headers);
  }

  /**
   * Downlink: checks the path that a message came along and writes the longer one into the record's
   * headers (any header of that name that is there already is replaced).
   *
   * @param path metadata {@code kafka.path} of the message, or null
   * @param headers of the record about to be sent
   */
  public Passage send(String path, Headers headers) {
    return PathHeader.send(endpoint.owner().id(), path, headers);
  }

  @Override
  public void close() {
    guard.remove(this);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  String clusterId() {
    return clusterId;
  }

  void decide(Verdict decided) {
    verdict = decided;
    onVerdict.accept(decided);
  }
}
