package org.sluiceiot.kafka.downlink.buffer;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;

/** Words for what a file system reports, for users. Pure. */
final class Disk {
  private Disk() {}

  static String words(Exception e) {
    Throwable cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
    if (cause instanceof AccessDeniedException denied) {
      return "the process may not use " + denied.getFile();
    }
    if (cause instanceof ReadOnlyFileSystemException) {
      return "the file system can only be read";
    }
    if (cause instanceof FileSystemException failed && failed.getReason() == null) {
      return "the file system refuses " + failed.getFile();
    }
    return cause.getMessage() == null ? "the file system fails" : cause.getMessage();
  }
}
