package org.sluiceiot.kafka.downlink.config;

import java.time.Duration;
import org.sluiceiot.api.config.DataSize;
import org.sluiceiot.api.config.Property;
import org.sluiceiot.api.config.Variant;
import org.sluiceiot.api.config.Variants;

/** Where messages wait for the broker. */
@Variants({BufferConfig.Memory.class, BufferConfig.Disk.class, BufferConfig.Hybrid.class})
public sealed interface BufferConfig {
  /** In memory only: the broker's acknowledgement alone is success. */
  @Variant(value = "memory", title = "Memory")
  record Memory() implements BufferConfig {}

  /** On disk, always: stored is success, and what was stored survives a restart. */
  @Variant(value = "disk", title = "Disk")
  record Disk(
      @Property(title = "Disk", help = "Bounds of the disk buffer.", defaultValue = "{}")
          Store store)
      implements BufferConfig {}

  /** In memory while the broker keeps up, on disk while it does not. */
  @Variant(value = "hybrid", title = "Memory, then disk")
  record Hybrid(
      @Property(
              title = "Messages in memory",
              help = "With more messages than this on their way, further ones go to disk.",
              defaultValue = "10000",
              min = "1",
              max = "1000000")
          int memoryRecords,
      @Property(title = "Disk", help = "Bounds of the disk buffer.", defaultValue = "{}")
          Store store)
      implements BufferConfig {}

  /** Bounds of a disk buffer. */
  record Store(
      @Property(
              title = "Limit",
              help = "Most bytes on disk; then the queue's overflow strategy decides.",
              defaultValue = "1GiB",
              min = "1MiB",
              max = "1024GiB")
          DataSize limit,
      @Property(
              title = "Longest age",
              help = "Older messages are dropped, counted and alarmed.",
              defaultValue = "7d",
              min = "1s",
              max = "365d")
          Duration maxAge,
      @Property(
              title = "Segment",
              help = "Bytes in one file; a file is removed when all of it was delivered.",
              defaultValue = "64MiB",
              min = "256KiB",
              max = "1GiB",
              advanced = true)
          DataSize segment,
      @Property(
              title = "Force to disk",
              help = "Survives a power failure too, not only a crash; slower.",
              defaultValue = "false",
              advanced = true)
          boolean force) {}
}
