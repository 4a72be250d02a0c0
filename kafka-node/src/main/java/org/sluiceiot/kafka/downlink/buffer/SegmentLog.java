package org.sluiceiot.kafka.downlink.buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sluiceiot.kafka.downlink.config.BufferConfig;

/**
 * A log of records over several files, appended at its end and removed from its head. Only one at a
 * time uses a directory, over processes too. For one thread.
 */
final class SegmentLog implements AutoCloseable {
  private final Path directory;
  private final BufferConfig.Store limits;
  private final TreeMap<Long, SegmentFile> segments = new TreeMap<>();
  private final List<Path> damaged = new ArrayList<>();
  private FileChannel lock;
  private HeadMark mark;
  private long head;
  private long end;

  /**
   * Opens what is there.
   *
   * @param delivered everything before this was delivered, whatever the files say
   * @throws BufferException the files are in use, or the directory cannot be used
   */
  SegmentLog(Path directory, BufferConfig.Store limits, long delivered) {
    this.directory = directory;
    this.limits = limits;
    try {
      Files.createDirectories(directory);
      lock = lock(directory);
      mark = new HeadMark(directory);
      for (Path file : files()) {
        open(file);
      }
      head = Math.max(delivered, mark.head());
      findEnd();
      removeDelivered();
    } catch (IOException | UncheckedIOException e) {
      close();
      throw new BufferException("the disk buffer cannot be used: " + Disk.words(e), e);
    } catch (RuntimeException | Error e) {
      // Broad: without it the lock would stay, and nobody could ever use the files.
      close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock locked;
    try {
      locked = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another one of this process has it.
      locked = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (locked == null) {
      channel.close();
      throw new BufferInUseException();
    }
    return channel;
  }

  private void open(Path file) throws IOException {
    try {
      SegmentFile segment = SegmentFile.open(file);
      segments.put(segment.first(), segment);
    } catch (DamagedException | NumberFormatException e) {
      // Set aside, not deleted: the rest of the buffer goes on, and a person can look at it.
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      damaged.add(aside);
    }
  }

  private void findEnd() throws IOException {
    if (!segments.isEmpty()) {
      SegmentFile last = segments.lastEntry().getValue();
      Path copy = last.findEnd();
      if (copy != null) {
        damaged.add(copy);
      }
      end = last.end();
      head = Math.max(head, segments.firstKey());
    }
    // After a power failure the mark can be newer than what is left of the records.
    end = Math.max(end, head);
  }

  /** Copies of files that could not be read, or not to their end. */
  List<Path> damaged() {
    return damaged;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.getFileName().toString().endsWith(SegmentFile.SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** The first record that was not delivered. */
  long head() {
    return head;
  }

  /** One after the last record. */
  long end() {
    return end;
  }

  /** Bytes on disk. */
  long size() {
    return segments.values().stream().mapToLong(SegmentFile::size).sum();
  }

  boolean isFull() {
    return size() >= limits.limit().bytes();
  }

  /**
   * Adds records at the end; when this returns they survive the end of the process.
   *
   * @throws BufferException they cannot be written
   */
  void append(List<byte[]> records) {
    try {
      SegmentFile segment = writable();
      segment.append(records, limits.force());
      end = segment.end();
    } catch (IOException e) {
      throw new BufferException("the disk buffer cannot be written: " + Disk.words(e), e);
    }
  }

  private SegmentFile writable() throws IOException {
    SegmentFile last = segments.isEmpty() ? null : segments.lastEntry().getValue();
    boolean goesOn = last != null && last.end() == end && last.size() < limits.segment().bytes();
    if (!goesOn) {
      last = SegmentFile.create(directory, end);
      segments.put(end, last);
    }
    return last;
  }

  /**
   * @throws DamagedException it cannot be read any more; the next one that can is {@link #after}
   * @throws BufferException the disk does not answer
   */
  Stored read(long sequence) throws DamagedException {
    Map.Entry<Long, SegmentFile> entry = segments.floorEntry(sequence);
    if (entry == null) {
      throw new DamagedException("its file is missing");
    }
    try {
      return StoredCodec.decode(entry.getValue().read(sequence));
    } catch (IOException e) {
      throw new BufferException("the disk buffer cannot be read: " + Disk.words(e), e);
    }
  }

  /** The first record after one that cannot be read: where the next file begins, or the end. */
  long after(long sequence) {
    Long next = segments.higherKey(sequence);
    return next == null ? end : next;
  }

  /** Gives up the oldest file to make room; its records up to the new head are lost. */
  void dropOldest() {
    if (segments.isEmpty()) {
      return;
    }
    long next = after(segments.firstKey());
    if (segments.size() == 1 && next > segments.firstKey()) {
      try {
        segments.put(next, SegmentFile.create(directory, next));
      } catch (IOException e) {
        throw new BufferException("the disk buffer cannot be written: " + Disk.words(e), e);
      }
    }
    setHead(Math.max(head, next));
  }

  /** Everything before this was delivered: files that are done go. */
  void setHead(long sequence) {
    head = sequence;
    try {
      removeDelivered();
    } catch (IOException e) {
      throw new BufferException("the disk buffer cannot be tidied: " + Disk.words(e), e);
    }
  }

  private void removeDelivered() throws IOException {
    while (!segments.isEmpty() && after(segments.firstKey()) <= head) {
      SegmentFile oldest = segments.firstEntry().getValue();
      // The last file stays while it is small: making a new one for every pause costs more.
      if (segments.size() == 1 && oldest.size() < limits.segment().bytes() / 4) {
        return;
      }
      // Before the file goes: without it only the mark says where the numbers go on.
      mark.mark(head);
      segments.remove(oldest.first());
      oldest.delete();
    }
  }

  /** Remembers the head for the next start; until then it is only in memory. */
  void mark() {
    if (mark.head() != head) {
      try {
        mark.mark(head);
      } catch (IOException e) {
        throw new BufferException("the disk buffer cannot be written: " + Disk.words(e), e);
      }
    }
  }

  @Override
  public void close() {
    segments.values().forEach(SegmentLog::closeQuietly);
    segments.clear();
    closeQuietly(mark);
    closeQuietly(lock);
  }

  private static void closeQuietly(AutoCloseable file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (Exception e) {
      // Broad as AutoCloseable is. Everything that counts was written before.
      return;
    }
  }
}
