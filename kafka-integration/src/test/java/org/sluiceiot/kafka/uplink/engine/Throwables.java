package org.sluiceiot.kafka.uplink.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;
import org.sluiceiot.kafka.decode.DecodeException;

/** Every kind of thing that code can throw; what no user may read of it holds {@link #SECRET}. */
final class Throwables {
  static final String SECRET = "SELECT secret FROM org.h2.jdbc.JdbcSQLException";
  static final String PLAIN = "the value is out of range";

  private static final List<Supplier<Throwable>> KINDS =
      List.of(
          () -> new IllegalStateException(SECRET),
          () -> new RuntimeException((String) null),
          () -> new RuntimeException(new SQLException(SECRET)),
          () -> new NullPointerException(),
          () -> new ArithmeticException("long overflow"),
          () -> new ClassCastException("class a.B cannot be cast to class c.D"),
          () -> new UncheckedIOException(new IOException(SECRET)),
          () -> new IOException(SECRET),
          () -> new InterruptedException(),
          () -> new SQLException(SECRET, "08006"),
          () -> new StackOverflowError(),
          () -> new OutOfMemoryError("Java heap space"),
          () -> new InternalError(SECRET),
          () -> new NoClassDefFoundError("org/sluiceiot/Gone"),
          () -> new ExceptionInInitializerError(new IllegalStateException(SECRET)),
          () -> new AssertionError(),
          () -> new AssertionError(SECRET),
          () -> new NotLeaderOrFollowerException(SECRET),
          () -> new RecordTooLargeException(SECRET),
          () -> new DecodeException(PLAIN),
          () -> new DecodeException(null),
          () -> new RejectedDataException(PLAIN),
          Throwables::cyclic,
          Throwables::deep,
          Unspeakable::new);

  private static final List<Function<Throwable, Throwable>> WRAPPINGS =
      List.of(
          thrown -> thrown,
          thrown -> new CompletionException(SECRET, thrown),
          thrown -> new ExecutionException(SECRET, thrown),
          thrown -> new InvocationTargetException(thrown, SECRET),
          thrown -> new CompletionException(SECRET, new ExecutionException(SECRET, thrown)),
          thrown -> nested(thrown, 30));

  private Throwables() {}

  /** Anything but what is known to pass. */
  static Throwable any(Random random) {
    Throwable thrown = KINDS.get(random.nextInt(KINDS.size())).get();
    return WRAPPINGS.get(random.nextInt(WRAPPINGS.size())).apply(thrown);
  }

  /** What is known to pass, possibly wrapped as futures do. */
  static Throwable passing(Random random) {
    return WRAPPINGS
        .get(random.nextInt(WRAPPINGS.size() - 1))
        .apply(new RetriableException("the database is away", new SQLException(SECRET)));
  }

  private static Throwable nested(Throwable thrown, int times) {
    Throwable outer = thrown;
    for (int i = 0; i < times; i++) {
      outer = new CompletionException(SECRET, outer);
    }
    return outer;
  }

  private static Throwable cyclic() {
    RuntimeException inner = new Uncaused();
    RuntimeException outer = new CompletionException(SECRET, inner);
    inner.initCause(outer);
    return outer;
  }

  /** So many causes that walking them by recursion ends the stack. */
  private static Throwable deep() {
    Throwable outer = new IllegalArgumentException(SECRET);
    for (int i = 0; i < 20_000; i++) {
      outer = new Traceless(outer);
    }
    return outer;
  }

  /** Throws it, checked or not. */
  @SuppressWarnings("unchecked")
  static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static final class Uncaused extends CompletionException {
    private static final long serialVersionUID = 1L;

    Uncaused() {
      super(SECRET);
    }
  }

  private static final class Traceless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Traceless(Throwable cause) {
      super(SECRET, cause, false, false);
    }
  }

  /** Cannot even say what it is. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException(SECRET);
    }
  }
}
