package org.sluiceiot.kafka.downlink.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.sluiceiot.kafka.downlink.config.BufferConfig;

/**
 * A log of records over several files, appended at its end and removed from its head. For one
 * thread.
 */
final class SegmentLog implements AutoCloseable {
  private final Path directory;
  private final BufferConfig.Store limits;
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private final List<Path> damaged = new ArrayList<>();
  private long head;
  private long end;
  private long markedHead;

  /**
   * Opens what is there.
   *
   * @param delivered everything before this was delivered, whatever the files say
   * @throws BufferException a file is locked by another process, or the directory cannot be used
   */
  SegmentLog(Path directory, BufferConfig.Store limits, long delivered) {
    this.directory = directory;
    this.limits = limits;
    head = delivered;
    try {
      Files.createDirectories(directory);
      for (Path file : files()) {
        open(file);
      }
      markedHead = head;
      head = segments.isEmpty() ? head : Math.max(head, segments.firstKey());
      end = Math.max(end, head);
      removeDelivered();
    } catch (IOException | MVStoreException e) {
      segments.values().forEach(Segment::abandon);
      throw new BufferException("cannot use the disk buffer: " + e.getMessage(), e);
    }
  }

  private void open(Path file) throws IOException {
    Segment segment;
    try {
      segment = new Segment(file);
    } catch (MVStoreException e) {
      if (e.getErrorCode() != DataUtils.ERROR_FILE_CORRUPT) {
        throw e;
      }
      // Set aside, not deleted: the rest of the buffer goes on, and a person can look at it.
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      damaged.add(aside);
      return;
    }
    segments.put(segment.first(), segment);
    head = Math.max(head, segment.head());
    end = Math.max(end, segment.end());
  }

  /** Files that could not be read and were set aside. */
  List<Path> damaged() {
    return damaged;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.getFileName().toString().endsWith(Segment.SUFFIX))
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
    return segments.values().stream().mapToLong(Segment::size).sum();
  }

  boolean isFull() {
    return size() >= limits.limit().bytes();
  }

  /**
   * Adds records at the end; when this returns they survive the end of the process.
   *
   * @throws BufferException they cannot be written; close this and open it anew
   */
  void append(List<byte[]> records) {
    long next = end;
    try {
      Segment segment = writable();
      for (byte[] bytes : records) {
        segment.put(next++, bytes);
      }
      segment.commit(limits.force());
    } catch (MVStoreException e) {
      throw new BufferException("cannot write to disk: " + e.getMessage(), e);
    }
    end = next;
  }

  private Segment writable() {
    Segment last = segments.isEmpty() ? null : segments.lastEntry().getValue();
    if (last == null || last.size() >= limits.segment().bytes()) {
      last = new Segment(Segment.file(directory, end));
      segments.put(end, last);
    }
    return last;
  }

  Stored read(long sequence) {
    Map.Entry<Long, Segment> entry = segments.floorEntry(sequence);
    byte[] bytes = entry == null ? null : entry.getValue().get(sequence);
    if (bytes == null) {
      throw new NoSuchElementException("record " + sequence + " is not in the buffer");
    }
    return StoredCodec.decode(bytes);
  }

  /** Gives up the oldest file to make room; its records up to the new head are lost. */
  void dropOldest() {
    if (segments.size() == 1) {
      segments.put(end, new Segment(Segment.file(directory, end)));
    }
    if (segments.size() > 1) {
      setHead(Math.max(head, segments.firstEntry().getValue().end()));
    }
  }

  /** Everything before this was delivered: files that are done go. */
  void setHead(long sequence) {
    head = sequence;
    removeDelivered();
  }

  private void removeDelivered() {
    while (!segments.isEmpty()) {
      Segment oldest = segments.firstEntry().getValue();
      boolean last = segments.size() == 1;
      // The last file stays while it is small: making a new one for every pause costs more.
      boolean keep = last && oldest.size() < limits.segment().bytes() / 4;
      if (keep || oldest.end() > head || (last && oldest.end() == oldest.first())) {
        return;
      }
      if (last) {
        Segment next = new Segment(Segment.file(directory, end));
        next.setHead(head);
        next.commit(limits.force());
        segments.put(end, next);
      }
      segments.remove(oldest.first());
      oldest.delete();
    }
  }

  /** Remembers the head for the next start; until then it is only in memory. */
  void mark() {
    if (markedHead != head && !segments.isEmpty()) {
      Segment last = segments.lastEntry().getValue();
      try {
        last.setHead(head);
        last.commit(false);
      } catch (MVStoreException e) {
        throw new BufferException("cannot write to disk: " + e.getMessage(), e);
      }
      markedHead = head;
    }
  }

  @Override
  public void close() {
    for (Segment segment : segments.values()) {
      try {
        segment.close();
      } catch (MVStoreException e) {
        // The last commit is on disk; what a close adds is only tidiness.
        segment.abandon();
      }
    }
    segments.clear();
  }
}
