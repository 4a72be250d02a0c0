package org.sluiceiot.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sluiceiot.api.plugin.UsageException;

/**
 * The directory of one running host. The operating system gives it free when the process ends,
 * whatever way. Used by one thread.
 */
final class DataDirectory implements AutoCloseable {
  private final FileChannel channel;

  private DataDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it for this process; makes it where there is none.
   *
   * @throws UsageException another host has it, or it cannot be written
   */
  static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel = open(path.resolve("lock"));
      if (lock(channel) == null) {
        channel.close();
        throw new UsageException(
            ("another host runs on the data in '%s': stop that one first, or give this one a"
                    + " directory of its own with --data")
                .formatted(path),
            null);
      }
      return new DataDirectory(channel);
    } catch (IOException e) {
      throw new UsageException(
          "--data: '%s' cannot be written: it must be a directory of this user".formatted(path), e);
    }
  }

  /** Whether some process holds the lock of this file; it need not exist. */
  static boolean locked(Path file) {
    if (Files.notExists(file)) {
      return false;
    }
    try (FileChannel channel = open(file)) {
      return lock(channel) == null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see whether " + file + " is in use", e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Null when it is held elsewhere. */
  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held in this process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
