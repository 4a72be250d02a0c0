package org.sluiceiot.kafka.downlink.buffer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One file of the buffer: eight bytes that name the format, then the records in the order of their
 * sequence numbers, each as length, checksum and bytes. It only grows: nothing that was written is
 * ever written over, so that no end of the process can harm what was stored. The name holds the
 * first sequence number. For one thread.
 */
final class SegmentFile implements AutoCloseable {
  static final String SUFFIX = ".segment";

  private static final byte[] FORMAT = "sluice-1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 8;

  /** The place of every so many records is remembered, so that reading can begin near by. */
  private static final int STEP = 64;

  private final Path file;
  private final long first;
  private final FileChannel channel;
  private final List<Long> places = new ArrayList<>();
  private final ReadAhead ahead;

  /** One after the last record; unknown, and never asked for, in a file that is not the last. */
  private long end;

  /** Bytes up to the end of the last whole record. */
  private long size;

  /** The record that is read next without a search, and where it begins. */
  private long cursor;

  private long cursorPlace;

  private SegmentFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    String name = file.getFileName().toString();
    first = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    size = channel.size();
    end = first;
    ahead = new ReadAhead(channel);
    rewind();
  }

  /** Makes a new file, which must not exist. */
  static SegmentFile create(Path directory, long first) throws IOException {
    Path file = directory.resolve("%019d%s".formatted(first, SUFFIX));
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      write(channel, ByteBuffer.wrap(FORMAT), 0);
      return new SegmentFile(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Opens a file that is there.
   *
   * @throws DamagedException it is not a file of this format
   */
  static SegmentFile open(Path file) throws IOException, DamagedException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      ByteBuffer format = ByteBuffer.allocate(FORMAT.length);
      while (format.hasRemaining() && channel.read(format, format.position()) >= 0) {
        // Until it is full or the file ends.
      }
      if (!ByteBuffer.wrap(FORMAT).equals(format.flip())) {
        throw new DamagedException("not a file of this buffer's format");
      }
      return new SegmentFile(file, channel);
    } catch (IOException | RuntimeException | DamagedException e) {
      channel.close();
      throw e;
    }
  }

  /** Sequence number of the first record that was or will be in here. */
  long first() {
    return first;
  }

  /** One after the last record; known after {@link #findEnd} or for a file made by this process. */
  long end() {
    return end;
  }

  /** Bytes on disk. */
  long size() {
    return size;
  }

  /**
   * Looks for the last whole record, and cuts off what a write that was under way when the process
   * ended has left behind it.
   *
   * @return a copy of the file, when more than such a remainder had to be cut off; null otherwise
   */
  Path findEnd() throws IOException {
    long place = FORMAT.length;
    end = first;
    while (true) {
      byte[] bytes;
      try {
        bytes = ahead.record(place, size, end);
      } catch (DamagedException e) {
        break;
      }
      remember(end, place);
      place += HEADER + bytes.length;
      end++;
    }
    Path copy = null;
    if (place < size && !ahead.isRemainder(place, size)) {
      copy = file.resolveSibling(file.getFileName() + ".damaged");
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    if (place < size) {
      size = place;
      cutOff();
    }
    return copy;
  }

  private void remember(long sequence, long place) {
    if ((sequence - first) % STEP == 0 && (sequence - first) / STEP == places.size()) {
      places.add(place);
    }
  }

  /**
   * Adds records; when this returns they survive the end of the process.
   *
   * @param force whether also a power failure
   * @throws IOException none of them is stored
   */
  void append(List<byte[]> records, boolean force) throws IOException {
    int length = records.stream().mapToInt(bytes -> HEADER + bytes.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(length);
    long sequence = end;
    for (byte[] bytes : records) {
      remember(sequence, size + buffer.position());
      buffer.putInt(bytes.length).putInt(checksum(sequence++, bytes)).put(bytes);
    }
    try {
      write(channel, buffer.flip(), size);
      if (force) {
        channel.force(false);
      }
    } catch (IOException e) {
      // The messages fail, so nothing of them may be left to be sent later.
      cutOff();
      throw e;
    }
    size += length;
    end = sequence;
  }

  /** What is behind the last whole record goes, also out of what was read ahead. */
  private void cutOff() throws IOException {
    ahead.forget();
    channel.truncate(size);
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long place) throws IOException {
    long next = place;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
  }

  static int checksum(long sequence, byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /**
   * Reads one record; fastest in the order of the numbers.
   *
   * @throws DamagedException it, and all after it in this file, cannot be read
   */
  byte[] read(long sequence) throws IOException, DamagedException {
    if (sequence < cursor || sequence - cursor > STEP) {
      seek(sequence);
    }
    while (true) {
      byte[] bytes = ahead.record(cursorPlace, size, cursor);
      remember(cursor, cursorPlace);
      cursorPlace += HEADER + bytes.length;
      if (cursor++ == sequence) {
        return bytes;
      }
    }
  }

  private void seek(long sequence) {
    rewind();
    int step = (int) Math.min((sequence - first) / STEP, places.size() - 1L);
    if (step >= 0) {
      cursor = first + (long) step * STEP;
      cursorPlace = places.get(step);
    }
  }

  private void rewind() {
    cursor = first;
    cursorPlace = FORMAT.length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  /** Reads whole records out of large pieces of the file. */
  private static final class ReadAhead {
    private static final int PIECE = 64 << 10;

    private final FileChannel channel;
    private ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
    private long begins;

    ReadAhead(FileChannel channel) {
      this.channel = channel;
    }

    /**
     * @param end of what may be read
     * @throws DamagedException there is no whole record
     */
    byte[] record(long place, long end, long sequence) throws IOException, DamagedException {
      if (place + HEADER > end) {
        throw new DamagedException("the file ends early");
      }
      int length = at(place, HEADER).getInt();
      if (length <= 0 || length > end - place - HEADER) {
        throw new DamagedException("a record's length is impossible");
      }
      ByteBuffer record = at(place, HEADER + length);
      record.getInt();
      int checksum = record.getInt();
      byte[] bytes = new byte[length];
      record.get(bytes);
      if (checksum != SegmentFile.checksum(sequence, bytes)) {
        throw new DamagedException("a record's checksum is wrong");
      }
      return bytes;
    }

    void forget() {
      piece.limit(0);
    }

    /** Whether what begins here is a record that was not written to its end, or nothing at all. */
    boolean isRemainder(long place, long end) throws IOException {
      long left = end - place;
      if (left <= HEADER || at(place, HEADER).getInt() > left - HEADER) {
        return true;
      }
      for (long next = place; next < end; next += PIECE) {
        ByteBuffer bytes = at(next, (int) Math.min(PIECE, end - next));
        while (bytes.hasRemaining()) {
          if (bytes.get() != 0) {
            return false;
          }
        }
      }
      return true;
    }

    private ByteBuffer at(long place, int length) throws IOException {
      if (place < begins || place + length > begins + piece.limit()) {
        if (length > piece.capacity()) {
          piece = ByteBuffer.allocate(length);
        } else if (piece.capacity() > PIECE && length <= PIECE) {
          piece = ByteBuffer.allocate(PIECE);
        }
        fill(place, length);
      }
      return piece
          .duplicate()
          .position((int) (place - begins))
          .limit((int) (place - begins) + length);
    }

    private void fill(long place, int needed) throws IOException {
      piece.clear();
      begins = place;
      while (piece.position() < needed) {
        if (channel.read(piece, place + piece.position()) < 0) {
          piece.limit(0);
          throw new EOFException("the file has become shorter");
        }
      }
      piece.flip();
    }
  }
}
