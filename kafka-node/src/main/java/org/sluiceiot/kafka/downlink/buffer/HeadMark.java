package org.sluiceiot.kafka.downlink.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Remembers on disk up to which record everything was delivered. Two places are written in turn, so
 * that one of them is whole whenever the process ends. For one thread.
 */
final class HeadMark implements AutoCloseable {
  private static final int PLACES = 2;
  private static final int LENGTH = 2 * Long.BYTES;

  private final FileChannel channel;
  private long head;
  private int next;

  HeadMark(Path directory) throws IOException {
    channel =
        FileChannel.open(
            directory.resolve("head"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    ByteBuffer bytes = ByteBuffer.allocate(PLACES * LENGTH);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Until both places are read or the file ends.
    }
    if (bytes.hasRemaining()) {
      // Room for both places is taken now: later the disk may be full.
      write(bytes.clear(), 0);
    }
    bytes.flip();
    for (int place = 0; bytes.remaining() >= LENGTH; place++) {
      long marked = bytes.getLong();
      if (bytes.getLong() == ~marked && marked > head) {
        head = marked;
        next = 1 - place;
      }
    }
  }

  /** What was marked last; 0 when nothing was. */
  long head() {
    return head;
  }

  void mark(long sequence) throws IOException {
    write(
        ByteBuffer.allocate(LENGTH).putLong(sequence).putLong(~sequence).flip(),
        (long) next * LENGTH);
    next = 1 - next;
    head = sequence;
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += channel.write(bytes, place);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
