package org.sluiceiot.platform.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.h2.store.fs.Recorder;
import org.h2.store.fs.rec.FilePathRec;

/**
 * Every write of H2 to a database file, so that the file can be rebuilt as a kill at any of them
 * leaves it. The operating system keeps what a killed process has handed over; a write that the
 * kill interrupts is there up to some page.
 */
final class FileWrites implements Recorder, AutoCloseable {
  /** What the operating system takes over as a whole. */
  static final int PAGE = 4096;

  private final List<Step> steps = new ArrayList<>();
  private final LongSupplier acknowledged;

  /**
   * Records from now on what happens to files of H2's scheme {@code rec:}.
   *
   * @param acknowledged what had been acknowledged when a write began
   */
  FileWrites(LongSupplier acknowledged) {
    this.acknowledged = acknowledged;
    FilePathRec.register();
    FilePathRec.setRecorder(this);
  }

  /**
   * One write.
   *
   * @param data null when the file was cut off at the position
   * @param acknowledged before the write began
   */
  record Step(long position, byte[] data, long acknowledged) {
    void on(FileChannel file) throws IOException {
      if (data == null) {
        file.truncate(position);
      } else {
        write(file, data.length);
      }
    }

    /** As far as a page in the middle. */
    void halfOn(FileChannel file) throws IOException {
      write(file, data.length / PAGE / 2 * PAGE);
    }

    boolean hasSeveralPages() {
      return data != null && data.length >= 2 * PAGE;
    }

    private void write(FileChannel file, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(data, 0, length);
      while (buffer.hasRemaining()) {
        file.write(buffer, position + buffer.position());
      }
    }
  }

  @Override
  public synchronized void log(int op, String file, byte[] data, long position) {
    if (op == Recorder.WRITE) {
      steps.add(new Step(position, data.clone(), acknowledged.getAsLong()));
    } else if (op == Recorder.TRUNCATE) {
      steps.add(new Step(position, null, acknowledged.getAsLong()));
    }
  }

  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  static FileChannel image(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void close() {
    FilePathRec.setRecorder(null);
  }
}
