package org.sluiceiot.kafka.decode.tbel;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mvel2.ScriptRuntimeException;

/**
 * Random numbers without their endless streams. The language reads {@code random.ints} without
 * asking whether that method may be called, so the rules for methods do not meet it. Public for
 * scripts. Safe for any thread.
 */
public final class ScriptRandom extends Random {
  private static final long serialVersionUID = 1L;

  public ScriptRandom() {}

  public ScriptRandom(long seed) {
    super(seed);
  }

  @Override
  public IntStream ints() {
    throw endless();
  }

  @Override
  public LongStream longs() {
    throw endless();
  }

  @Override
  public DoubleStream doubles() {
    throw endless();
  }

  private static ScriptRuntimeException endless() {
    return new ScriptRuntimeException("endless random numbers are not allowed in a script");
  }
}
