package org.sluiceiot.kafka.downlink.buffer;

/** Another instance, of this process or another one, uses the files. */
final class BufferInUseException extends BufferException {
  private static final long serialVersionUID = 1L;

  BufferInUseException() {
    super(
        "the disk buffer is in use: the node's previous instance still ends, or another process"
            + " has the same directory",
        null);
  }
}
