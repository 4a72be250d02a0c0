package org.sluiceiot.kafka.decode.avro;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;

/**
 * Reads one value, within bounds: a schema may make gigabytes, or records without end, out of a few
 * bytes. Used once, by one thread.
 */
final class BoundedReader extends GenericDatumReader<Object> {
  static final int DEEPEST = 200;
  static final int MOST_PARTS = 1_000_000;

  /** Avro's quick reader calls none of the methods below. */
  private static final GenericData DATA = new GenericData();

  static {
    DATA.setFastReaderEnabled(false);
  }

  private final int length;
  private int depth;
  private int parts;

  /** What a value must not do, in words for people. */
  static final class TooLarge extends AvroRuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  /**
   * @param length of the whole value in bytes, which no part of it can exceed
   */
  BoundedReader(Schema schema, int length) {
    super(schema, schema, DATA);
    this.length = length;
  }

  @Override
  protected Object readRecord(Object old, Schema expected, ResolvingDecoder in) throws IOException {
    enter();
    Object record = super.readRecord(old, expected, in);
    depth--;
    return record;
  }

  @Override
  protected Object readArray(Object old, Schema expected, ResolvingDecoder in) throws IOException {
    enter();
    Object array = super.readArray(old, expected, in);
    depth--;
    return array;
  }

  @Override
  protected Object readMap(Object old, Schema expected, ResolvingDecoder in) throws IOException {
    enter();
    Object map = super.readMap(old, expected, in);
    depth--;
    return map;
  }

  private void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw new TooLarge("it nests more than " + DEEPEST + " deep");
    }
    count();
  }

  private void count() {
    parts++;
    if (parts > MOST_PARTS) {
      throw new TooLarge("it has more than " + MOST_PARTS + " parts");
    }
  }

  @Override
  protected void addToArray(Object array, long position, Object value) {
    count();
    super.addToArray(array, position, value);
  }

  @Override
  protected void addToMap(Object map, Object key, Object value) {
    count();
    super.addToMap(map, key, value);
  }

  /** Room for what the data can hold, not for what it says; it grows when there is more. */
  @Override
  protected Object newArray(Object old, int size, Schema schema) {
    return super.newArray(old, Math.min(size, length), schema);
  }

  @Override
  protected Object newMap(Object old, int size) {
    return super.newMap(old, Math.min(size, length));
  }

  @Override
  protected Object readFixed(Object old, Schema expected, Decoder in) throws IOException {
    if (expected.getFixedSize() > length) {
      throw new TooLarge(
          "its fixed '%s' takes %d bytes, more than the %d of the whole value"
              .formatted(expected.getName(), expected.getFixedSize(), length));
    }
    return super.readFixed(old, expected, in);
  }
}
