package org.sluiceiot.kafka.uplink.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.sluiceiot.kafka.guard.PathCheck;
import org.sluiceiot.kafka.uplink.config.ProcessingConfig.Order;
import org.sluiceiot.kafka.uplink.offsets.OffsetPrefix;

/** Hands polled records to the workers, all records that must stay in order to the same worker. */
final class Dispatcher implements RecordHandler {
  private final List<Worker> workers;
  private final Order order;
  private final Function<List<ConsumerRecord<byte[], byte[]>>, PathCheck[]> guard;
  private final Assignment assignment;
  private final InFlight inFlight;
  private final Statistics statistics;

  /**
   * @param guard says of polled records where they have been, one answer for each
   */
  Dispatcher(
      List<Worker> workers,
      Order order,
      Function<List<ConsumerRecord<byte[], byte[]>>, PathCheck[]> guard,
      Assignment assignment,
      InFlight inFlight,
      Statistics statistics) {
    this.workers = List.copyOf(workers);
    this.order = order;
    this.guard = guard;
    this.assignment = assignment;
    this.inFlight = inFlight;
    this.statistics = statistics;
  }

  @Override
  public void dispatch(ConsumerRecords<byte[], byte[]> records) {
    long now = System.nanoTime();
    long count = 0;
    long bytes = 0;
    Map<Integer, List<RecordTask>> shares = new TreeMap<>();
    for (TopicPartition partition : records.partitions()) {
      PartitionWork work = assignment.get(partition);
      List<ConsumerRecord<byte[], byte[]>> polled = records.records(partition);
      work.inFlight().addAndGet(polled.size());
      PathCheck[] passages = guard.apply(polled);
      for (int i = 0; i < passages.length; i++) {
        ConsumerRecord<byte[], byte[]> record = polled.get(i);
        OffsetPrefix.Slot slot = work.offsets().add(record.offset(), now);
        RecordTask task = new RecordTask(work, slot, record, passages[i]);
        shares.computeIfAbsent(worker(task), n -> new ArrayList<>(polled.size())).add(task);
        bytes += task.size();
      }
      count += polled.size();
    }
    inFlight.added(count, bytes);
    statistics.polled(count);
    shares.forEach((worker, share) -> workers.get(worker).accept(share));
  }

  @Override
  public void unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
    PartitionWork work = assignment.get(new TopicPartition(record.topic(), record.partition()));
    work.inFlight().incrementAndGet();
    // Its key is not known: what follows it waits until it has ended, lest it overtake its own.
    work.waiting().incrementAndGet();
    OffsetPrefix.Slot slot = work.offsets().add(record.offset(), System.nanoTime());
    RecordTask task = new RecordTask(work, slot, record, null, why);
    inFlight.added(1, task.size());
    statistics.polled(1);
    workers.get(worker(task)).accept(List.of(task));
  }

  /** Sees to it that no worker sleeps over its work. */
  void wake() {
    workers.forEach(Worker::wake);
  }

  /** Goes on with a record that was parked or delayed; any thread. */
  void again(RecordTask task) {
    workers.get(worker(task)).again(task);
  }

  private int worker(RecordTask task) {
    if (workers.size() == 1) {
      return 0;
    }
    byte[] key = task.record().key();
    int hash =
        switch (order) {
          case KEY -> 31 * task.partition().hashCode() + Arrays.hashCode(key);
          case PARTITION -> task.partition().hashCode();
          case NONE -> Long.hashCode(task.record().offset());
        };
    return Math.floorMod(hash ^ hash >>> 16, workers.size());
  }
}
