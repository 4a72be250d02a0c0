package org.sluiceiot.kafka.decode.tbel.functions;

import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.mvel2.ExecutionContext;
import org.mvel2.execution.ExecutionArrayList;

/**
 * The payload as a script sees it: a list of signed bytes. An ordinary list of the language
 * accounts for its elements one by one, which costs more than most scripts do; this one accounts
 * for all of them at once, the same number of bytes against the same limit, and is an ordinary list
 * from then on. Public for the functions of scripts. Used by one execution.
 */
public final class PayloadList extends ExecutionArrayList<Byte> {
  private static final long serialVersionUID = 1L;

  /** What the language counts for an element: one byte, and four for its position. */
  private static final long ELEMENT_SIZE = 5;

  private final transient byte[] payload;
  private final long initialSize;
  private final int initialChanges;
  private boolean replaced;

  /** Stands for a number of bytes when the memory is counted. */
  public record Size(long bytes) {}

  /**
   * @param payload kept, not copied; never null
   * @param context of the execution whose memory it counts against
   */
  public PayloadList(byte[] payload, ExecutionContext context) {
    super(context);
    super.addAll(new Uncounted(payload));
    this.payload = payload;
    initialSize = payload.length * ELEMENT_SIZE;
    initialChanges = modCount;
    context.onValAdd(this, new Size(initialSize));
  }

  /** The payload itself while the script has not changed the list, else null. */
  public byte[] unchanged() {
    return !replaced && modCount == initialChanges ? payload : null;
  }

  @Override
  public Byte set(int index, Byte element) {
    replaced = true;
    return super.set(index, element);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the language declares it
  public List fill(Byte value, int start, int end) {
    replaced = true;
    return super.fill(value, start, end);
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
