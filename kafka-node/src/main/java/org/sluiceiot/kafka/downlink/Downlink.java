package org.sluiceiot.kafka.downlink;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.sluiceiot.api.host.Event;
import org.sluiceiot.api.message.RuleMessage;
import org.sluiceiot.api.node.RuleNodeContext;
import org.sluiceiot.kafka.connection.KafkaSettings;
import org.sluiceiot.kafka.connection.Redaction;
import org.sluiceiot.kafka.connection.policy.LimitExceededException;
import org.sluiceiot.kafka.connection.policy.TenantBudget;
import org.sluiceiot.kafka.downlink.buffer.BufferListener;
import org.sluiceiot.kafka.downlink.buffer.DiskBuffer;
import org.sluiceiot.kafka.downlink.config.BufferConfig;
import org.sluiceiot.kafka.downlink.config.DownlinkConfig;
import org.sluiceiot.kafka.downlink.config.FallbackConfig;
import org.sluiceiot.kafka.downlink.config.Overflow;
import org.sluiceiot.kafka.downlink.record.Draft;
import org.sluiceiot.kafka.downlink.record.RecordBuilder;
import org.sluiceiot.kafka.downlink.send.FailureClass;
import org.sluiceiot.kafka.downlink.send.ProducerPool;
import org.sluiceiot.kafka.downlink.template.Template;
import org.sluiceiot.kafka.guard.GuardedEndpoint;
import org.sluiceiot.kafka.guard.LoopGuard;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.guard.TopicSet;
import org.sluiceiot.kafka.guard.Verdict;

/** One running configuration of the node. Safe for any thread. */
final class Downlink implements Channel.Watcher, BufferListener {
  private final RuleNodeContext context;
  private final DownlinkConfig config;
  private final Path directory;
  private final TenantBudget budget;
  private final RecordBuilder builder;
  private final DownlinkMetrics metrics;
  private final Outcomes outcomes;
  private final NodeState state;
  private final Channel channel;
  private final GuardedEndpoint registration;
  private final FallbackChannel fallback;
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
    outcomes = new Outcomes(context, metrics, config.onLoop(), Redaction.of(config));
    state = new NodeState(context.observer());
    channel =
        Channel.open(
            "",
            context,
            config.connection(),
            config.sending().properties(),
            topics(config.topic()),
            config.loopGuard(),
            Bounds.of(config),
            pool,
            guard,
            this);
    registration = channel.registration();
    FallbackConfig to = config.fallback();
    fallback = to == null ? null : new FallbackChannel(context, config, pool, guard);
    if (fallback != null) {
      outcomes.fallback(fallback.fallback());
    }
    sink = sink();
    gauges();
  }

  private static TopicSet topics(String template) {
    List<String> literals = Template.compile(template).literals();
    return literals.size() == 1 ? new TopicSet.Names(literals) : new TopicSet.Template(literals);
  }

  private Sink sink() {
    if (config.buffer() instanceof BufferConfig.Disk disk) {
      return new DiskSink(buffer(disk.store()), channel.outlet(), outcomes);
    }
    if (config.buffer() instanceof BufferConfig.Hybrid hybrid) {
      DiskBuffer buffer = buffer(hybrid.store());
      int inMemory = hybrid.memoryRecords();
      return new HybridSink(buffer, channel.outlet(), outcomes, state, inMemory);
    }
    return new MemorySink(channel.outlet(), outcomes);
  }

  private DiskBuffer buffer(BufferConfig.Store store) {
    DiskBuffer buffer =
        new DiskBuffer(
            directory,
            store,
            config.queue().whenFull() == Overflow.DROP_OLDEST,
            config.queue().maxRecords(),
            config.queue().maxBytes().bytes(),
            channel.outlet(),
            context.host().clock(),
            this);
    metrics.host().gauge("downlink.buffer.records", buffer::waiting);
    metrics.host().gauge("downlink.buffer.bytes", buffer::size);
    buffer.start();
    return buffer;
  }

  private void gauges() {
    metrics.host().gauge("downlink.inflight", channel.outlet()::inFlight);
    metrics.host().gauge("downlink.queued", channel.outlet()::queued);
    metrics.host().gauge("downlink.queued.bytes", channel.outlet()::bytes);
    metrics.host().gauge("downlink.retried", channel.outlet()::retried);
  }

  void accept(RuleMessage message) {
    // The clock is read once: it costs as much as several of the steps below.
    long now = System.nanoTime();
    metrics.matched();
    Verdict verdict = registration.verdict();
    if (verdict.kind() == Verdict.Kind.REFUSED) {
      outcomes.loop(message, verdict.text());
      return;
    }
    Draft draft;
    try {
      draft = builder.build(message);
    } catch (RuntimeException e) {
      // Broad: whatever a message does to a template or a mapping, it ends in an outcome.
      outcomes.failure(message, FailureClass.RENDER, e);
      return;
    }
    if (draft.size() > config.sending().maxRecordSize().bytes()) {
      outcomes.notSent(
          message,
          draft.record(),
          FailureClass.TOO_LARGE,
          new RecordTooLargeException(
              draft.size() + " bytes, and " + config.sending().maxRecordSize() + " are allowed"),
          now);
      return;
    }
    if (!budget.records(1, now)) {
      outcomes.notSent(
          message,
          draft.record(),
          FailureClass.OVERFLOW,
          new LimitExceededException("the tenant moves as many records as the operator allows"),
          now);
      return;
    }
    PathCheck passage = registration.checkAndStamp(message.metadata(), draft.record(), now);
    if (passage.loop()) {
      outcomes.loop(message, "the message has passed this node before: " + passage.words());
    } else {
      sink.take(message, draft, now);
    }
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
  public void connected() {
    state.connected();
  }

  @Override
  public void disconnected(String reason) {
    state.disconnected(reason);
  }

  @Override
  public void dropped() {
    metrics.dropped();
    alarm("the queue is full: the oldest message was dropped");
  }

  @Override
  public void late() {
    metrics.late();
  }

  @Override
  public void closed() {
    sink.outletClosed();
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
    alarm("a stored record for topic %s was given up: %s".formatted(record.topic(), cause));
  }

  @Override
  public void dropped(long count, FailureClass kind) {
    metrics.dropped(kind, count);
    alarm("%d stored records were dropped: %s".formatted(count, kind.id()));
  }

  @Override
  public void trouble(String reason) {
    state.buffer(reason);
  }

  private void alarm(String text) {
    context.observer().event(Event.of(Event.Kind.ALARM, text));
  }
}
