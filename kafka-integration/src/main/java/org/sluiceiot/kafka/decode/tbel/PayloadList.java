package org.sluiceiot.kafka.decode.tbel;

import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Iterator;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;

/**
 * The payload as a script sees it: a list of signed bytes. An ordinary list of the language
 * accounts for its elements one by one, which costs more than most scripts do; this one accounts
 * for all of them at once, the same number of bytes against the same limit, and is an ordinary list
 * from then on. Used by one execution.
 */
final class PayloadList extends ExecutionArrayList<Byte> {
  private static final long serialVersionUID = 1L;

  /** What the language counts for an element: one byte, and four for its position. */
  private static final long ELEMENT_SIZE = 5;

  private final long initialSize;

  /** Stands for a number of bytes when the memory is counted. */
  record Size(long bytes) {}

  PayloadList(byte[] payload, ExecutionContext context) {
    super(context);
    super.addAll(new Uncounted(payload));
    initialSize = payload.length * ELEMENT_SIZE;
    context.onValAdd(this, new Size(initialSize));
  }

  @Override
  public long memorySize() {
    return initialSize + super.memorySize();
  }

  /** Hands over its elements as an array, and nothing to whoever iterates over it to count them. */
  private static final class Uncounted extends AbstractCollection<Byte> {
    private final byte[] bytes;

    Uncounted(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public Object[] toArray() {
      Object[] elements = new Object[bytes.length];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = bytes[i];
      }
      return elements;
    }

    @Override
    public Iterator<Byte> iterator() {
      return Collections.emptyIterator();
    }

    @Override
    public int size() {
      return bytes.length;
    }
  }
}
