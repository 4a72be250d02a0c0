package org.sluiceiot.kafka.downlink.buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/**
 * One file of the buffer: records by sequence number, and how far they were delivered. For one
 * thread.
 */
final class Segment implements AutoCloseable {
  static final String SUFFIX = ".segment";

  private static final long HEAD = 0;

  private final Path file;
  private final MVStore store;
  private final MVMap<Long, byte[]> records;
  private final MVMap<Long, Long> marks;

  /**
   * Opens or creates a file.
   *
   * @throws org.h2.mvstore.MVStoreException it is locked by another process, damaged, or cannot be
   *     written
   */
  Segment(Path file) {
    this.file = file;
    store =
        new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().cacheSize(4).open();
    try {
      records =
          store.openMap(
              "records",
              new MVMap.Builder<Long, byte[]>()
                  .keyType(LongDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      marks =
          store.openMap(
              "marks",
              new MVMap.Builder<Long, Long>()
                  .keyType(LongDataType.INSTANCE)
                  .valueType(LongDataType.INSTANCE));
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw e;
    }
  }

  static Path file(Path directory, long first) {
    return directory.resolve("%019d%s".formatted(first, SUFFIX));
  }

  /** Sequence number of the first record that was or will be in here. */
  long first() {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** One after the last record; {@link #first} when it is empty. */
  long end() {
    Long last = records.lastKey();
    return last == null ? first() : last + 1;
  }

  /** The first record that was not delivered, as far as this file knows; 0 when it does not. */
  long head() {
    return marks.getOrDefault(HEAD, 0L);
  }

  void setHead(long sequence) {
    marks.put(HEAD, sequence);
  }

  void put(long sequence, byte[] bytes) {
    records.put(sequence, bytes);
  }

  /** Null when there is none of this number. */
  byte[] get(long sequence) {
    return records.get(sequence);
  }

  /**
   * Makes what was put survive the end of this process.
   *
   * @param force whether also a power failure
   */
  void commit(boolean force) {
    store.commit();
    if (force) {
      store.sync();
    }
  }

  /** Bytes on disk. */
  long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask for the size of " + file.getFileName(), e);
    }
  }

  @Override
  public void close() {
    if (!store.isClosed()) {
      store.close();
    }
  }

  /** After a failure: leaves the file as the last commit left it. */
  void abandon() {
    store.closeImmediately();
  }

  void delete() {
    store.closeImmediately();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file.getFileName(), e);
    }
  }
}
