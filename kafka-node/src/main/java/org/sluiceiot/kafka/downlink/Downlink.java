package org.sluiceiot.kafka.downlink;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.LoggerFactory;
import org.sluiceiot.api.config.Durations;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.host.State;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.KafkaSettings;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.connection.policy.TenantBudget;
import org.sluiceiot.kafka.downlink.LossAlarms.Loss;
import org.sluiceiot.kafka.downlink.buffer.BufferListener;
import org.sluiceiot.kafka.downlink.buffer.DiskBuffer;
import org.sluiceiot.kafka.downlink.config.BufferConfig;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.FallbackConfig;
import org.sluiceiot.kafka.downlink.config.Overflow;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.record.RecordBuilder;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.HostCode;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.downlink.send.ProducerStatus;
import org.sluiceiot.kafka.downlink.send.RareLog;
import org.sluiceiot.kafka.downlink.send.SendException;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/** One running configuration of the node. Safe for any thread. */
final class Downlink implements GuardedSendQueue.Watcher, BufferListener {
  private static final RareLog LOG = new RareLog(LoggerFactory.getLogger(Downlink.class));

  private final RuleNodeContext context;
  private final DownlinkConfig config;
  private final Path directory;
  private final TenantBudget budget;
  private final RecordBuilder builder;
  private final DownlinkMetrics metrics;
  private final MessageOutcomes outcomes;
  private final NodeState state;
  private final LossAlarms losses;
  private final GuardedSendQueue queue;
  private final GuardedEndpoint registration;
  private final FallbackQueue fallback;
  private final Sink sink;

  Downlink(RuleNodeContext context, DownlinkConfig config, ProducerPool pool, LoopGuard guard) {
    this.context = context;
    this.config = config;
    // Before anything is opened: it is the one step that can fail.
    boolean memory = config.buffer() instanceof BufferConfig.Memory;
    directory = memory ? null : context.host().directory().resolve("buffer");
    budget = TenantBudget.of(context.self().tenant(), KafkaSettings.of(context.host()).limits());
    builder = new RecordBuilder(config, context.self(), budget);
    metrics = new DownlinkMetrics(context.observer().metrics());
    outcomes = new MessageOutcomes(context, metrics, config.onLoop(), Redaction.of(config));
    state = new NodeState(context.observer(), context.host().clock());
    losses = new LossAlarms(context.observer(), context.host().clock(), "");
    queue =
        GuardedSendQueue.open(
            "",
            context,
            config.connection(),
            config.sending().properties(),
            topicSet(config.topic()),
            config.loopGuard(),
            ConfiguredLimits.of(config),
            pool,
            guard,
            this);
    registration = queue.registration();
    FallbackConfig to = config.fallback();
    fallback = to == null ? null : new FallbackQueue(context, config, pool, guard);
    if (fallback != null) {
      outcomes.fallback(fallback.fallback());
    }
    sink = sink();
    gauges();
  }

  private static TopicSet topicSet(String template) {
    List<String> literals = Template.compile(template).literals();
    return literals.size() == 1 ? new TopicSet.Names(literals) : new TopicSet.Template(literals);
  }

  private Sink sink() {
    if (config.buffer() instanceof BufferConfig.Disk disk) {
      return new DiskSink(buffer(disk.store()), queue.records(), outcomes);
    }
    if (config.buffer() instanceof BufferConfig.Hybrid hybrid) {
      DiskBuffer buffer = buffer(hybrid.store());
      int inMemory = hybrid.memoryRecords();
      return new HybridSink(buffer, queue.records(), outcomes, state, inMemory);
    }
    return new MemorySink(queue.records(), outcomes);
  }

  private DiskBuffer buffer(BufferConfig.Store store) {
    DiskBuffer buffer =
        new DiskBuffer(
            directory,
            store,
            config.queue().whenFull() == Overflow.DROP_OLDEST,
            config.queue().maxRecords(),
            config.queue().maxBytes().bytes(),
            queue.records(),
            context.host().clock(),
            this);
    metrics.host().gauge("downlink.buffer.records", buffer::waiting);
    metrics.host().gauge("downlink.buffer.bytes", buffer::size);
    buffer.start();
    return buffer;
  }

  private void gauges() {
    metrics.host().gauge("downlink.inflight", queue.records()::inFlight);
    metrics.host().gauge("downlink.queued", queue.records()::queued);
    metrics.host().gauge("downlink.queued.bytes", queue.records()::bytes);
    metrics.host().gauge("downlink.retried", queue.records()::retried);
  }

  /** Takes a message, which gets exactly one outcome whatever happens. Never throws. */
  void accept(RuleMessage message) {
    // The clock is read once: it costs as much as several of the steps below.
    long now = System.nanoTime();
    try {
      matched();
      Draft draft = draft(message, now);
      if (draft != null) {
        sink.take(message, draft, now);
      }
    } catch (Throwable e) {
      // Broad: whatever a message does to a template or a mapping, it ends in an outcome. It has
      // none yet: outcomes are told without throwing, and a sink throws before it takes.
      if (!FailureText.isOurs(e)) {
        LOG.error("a message could not be made into a record", e);
      }
      outcomes.failure(message, FailureClass.RENDER, e);
    }
  }

  private void matched() {
    try {
      metrics.matched();
    } catch (Throwable e) {
      // Broad: code of the host. A count that is missing must not cost a message.
      HostCode.failed(e);
    }
  }

  /** The record of a message; null when the message has its outcome instead. */
  private Draft draft(RuleMessage message, long now) {
    Verdict verdict = registration.verdict();
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      outcomes.loop(message, verdict.text());
      return null;
    }
    Draft draft = builder.build(message);
    if (draft.size() > config.sending().maxRecordSize().bytes()) {
      String text =
          "the record has %d bytes, and sending.maxRecordSize allows %s"
              .formatted(draft.size(), config.sending().maxRecordSize());
      return refused(message, draft, FailureClass.TOO_LARGE, text, now);
    }
    if (!budget.records(1, now)) {
      String text = "the tenant moves as many records as the operator allows";
      return refused(message, draft, FailureClass.OVERFLOW, text, now);
    }
    PathCheck passage = registration.checkAndStamp(message.metadata(), draft.record(), now);
    if (passage.loop()) {
      outcomes.loop(message, "the message has passed this node before: " + passage.words());
      return null;
    }
    return draft;
  }

  private Draft refused(
      RuleMessage message, Draft draft, FailureClass kind, String text, long now) {
    outcomes.notSent(message, draft.record(), kind, new SendException(text, null), now);
    return null;
  }

  void stop() {
    state.stopped();
    sink.close(config.queue().closeTimeout());
    builder.close();
  }

  @Override
  public void verdict(Verdict verdict) {
    state.verdict(verdict);
  }

  @Override
  public void status(ProducerStatus status) {
    switch (status.kind()) {
      case CONNECTED -> state.connected();
      case AWAY -> state.trouble(NodeState.Part.BROKER, State.DEGRADED, status.reason());
      case FAILED -> state.trouble(NodeState.Part.BROKER, State.FAILED, status.reason());
      case CONNECTING -> {
        // As it began: nothing is known.
      }
    }
  }

  @Override
  public void topics(String reason) {
    if (reason.isEmpty()) {
      state.over(NodeState.Part.TOPIC);
    } else {
      state.trouble(NodeState.Part.TOPIC, State.DEGRADED, reason);
    }
  }

  @Override
  public void dropped(long count) {
    metrics.dropped(count);
    losses.lost(Loss.QUEUE_FULL, count, "the queue is full: the oldest messages are dropped");
  }

  @Override
  public void tick() {
    losses.check();
  }

  @Override
  public void late() {
    metrics.late();
  }

  @Override
  public void closed() {
    losses.stopped();
    sink.queueClosed();
    if (fallback != null) {
      fallback.close(config.queue().closeTimeout());
    }
  }

  @Override
  public void delivered() {
    metrics.delivered();
  }

  @Override
  public void gaveUp(ProducerRecord<byte[], byte[]> record, FailureClass kind, Throwable cause) {
    if (fallback != null && fallback.fallback().takes(kind)) {
      fallback
          .fallback()
          .send(record, sent -> metrics.fellBack(kind), () -> lost(record, kind, cause));
    } else {
      lost(record, kind, cause);
    }
  }

  private void lost(ProducerRecord<byte[], byte[]> record, FailureClass kind, Throwable cause) {
    metrics.dropped(kind, 1);
    String text = "stored records for topic '%s' are given up: %s";
    losses.lost(Loss.STORED_REFUSED, 1, text.formatted(record.topic(), outcomes.text(kind, cause)));
  }

  @Override
  public void dropped(long count, FailureClass kind) {
    metrics.dropped(kind, count);
    switch (kind) {
      case EXPIRED ->
          losses.lost(
              Loss.STORED_EXPIRED,
              count,
              "stored records are given up: older than the " + maxAge() + " of the disk buffer");
      case OVERFLOW ->
          losses.lost(Loss.BUFFER_FULL, count, "the disk buffer is full: the oldest are dropped");
      default ->
          losses.lost(
              Loss.STORED_DAMAGED, count, "stored records can no longer be read from the disk");
    }
  }

  private String maxAge() {
    BufferConfig.Store store =
        config.buffer() instanceof BufferConfig.Disk disk
            ? disk.store()
            : ((BufferConfig.Hybrid) config.buffer()).store();
    return Durations.format(store.maxAge());
  }

  @Override
  public void found(long count) {
    String text = count + " stored messages of an earlier run wait to be sent";
    context.observer().event(Event.of(Event.Kind.LIFECYCLE, text));
  }

  @Override
  public void damaged(String name) {
    String text = "a file of the disk buffer is damaged; what it held is kept as " + name;
    losses.lost(Loss.STORED_DAMAGED, 1, text);
  }

  @Override
  public void trouble(State severity, String reason) {
    state.trouble(NodeState.Part.BUFFER, severity, reason);
  }

  @Override
  public void works() {
    state.over(NodeState.Part.BUFFER);
  }

  @Override
  public void stuck(String reason) {
    if (reason.isEmpty()) {
      state.over(NodeState.Part.STORED);
    } else {
      state.trouble(NodeState.Part.STORED, State.DEGRADED, reason);
    }
  }
}
