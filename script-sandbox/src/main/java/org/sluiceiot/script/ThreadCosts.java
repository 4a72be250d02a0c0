package org.sluiceiot.script;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread has used so far. Stateless, safe for any thread. */
final class ThreadCosts {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final boolean PROCESSOR = THREADS.isThreadCpuTimeSupported();

  private ThreadCosts() {}

  /** Processor time of the calling thread in nanoseconds; the clock's where none is known. */
  static long processor() {
    return PROCESSOR ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }

  /** The same of another thread; of one that has ended, what it could be at most. */
  static long processor(long thread) {
    long nanos = PROCESSOR ? THREADS.getThreadCpuTime(thread) : System.nanoTime();
    return nanos < 0 ? Long.MAX_VALUE : nanos;
  }

  /** Bytes that the calling thread has allocated since it began. */
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
