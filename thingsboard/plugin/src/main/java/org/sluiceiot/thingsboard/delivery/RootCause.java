package org.sluiceiot.thingsboard.delivery;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.thingsboard.server.common.msg.queue.RuleEngineException;

/**
 * What stands at the bottom of a failure: the server wraps what its database, its queue and its
 * thread pools throw several times. Pure.
 */
final class RootCause {
  /**
   * The server hands a rule chain's failure on as a text alone; these say that a database is away.
   */
  private static final String[] DATABASE_AWAY = {
    "Connection is not available",
    "Unable to acquire JDBC Connection",
    "Could not open JPA EntityManager for transaction",
    "This connection has been closed",
    "Connection refused"
  };

  /** The type by which the server refuses data in words for its users; it moved after 4.2. */
  private static final Set<String> VALIDATION =
      Set.of(
          "org.thingsboard.server.exception.DataValidationException",
          "org.thingsboard.server.dao.exception.DataValidationException");

  private RootCause() {}

  /** Whether the server refuses the data with a text that is for users. */
  static boolean validation(Throwable cause) {
    for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
      // By name: a type that this version of the server lacks would not link.
      if (VALIDATION.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }

  /** What is known to pass, in words; empty when nothing says that this failure passes. */
  static Optional<String> passing(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return awayOrBusy(sql)
          ? Optional.of("ThingsBoard's database is away or busy")
          : Optional.empty();
    }
    if (cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof ClosedChannelException) {
      return Optional.of("a server that ThingsBoard needs cannot be reached");
    }
    if (cause instanceof org.apache.kafka.common.errors.RetriableException
        || cause instanceof org.apache.kafka.common.errors.InterruptException) {
      return Optional.of("ThingsBoard's queue is away or busy");
    }
    if (cause instanceof TimeoutException) {
      return Optional.of("ThingsBoard did not answer in time");
    }
    if (cause instanceof RejectedExecutionException || cause instanceof InterruptedException) {
      return Optional.of("ThingsBoard is shutting down or rebalancing");
    }
    boolean chain = cause instanceof RuleEngineException && databaseAway(cause.getMessage());
    return chain ? Optional.of("ThingsBoard's database is away or busy") : Optional.empty();
  }

  private static boolean databaseAway(String text) {
    return text != null && Stream.of(DATABASE_AWAY).anyMatch(text::contains);
  }

  /**
   * Connection trouble (08), conflicts of transactions (40), resources (53), locks (55P03),
   * shutting down, starting and timeouts (57); PostgreSQL's driver throws all of them as one type.
   */
  private static boolean awayOrBusy(SQLException cause) {
    String state = state(cause);
    return cause instanceof SQLTransientException
        || cause instanceof SQLRecoverableException
        || Stream.of("08", "40", "53", "55P03", "57").anyMatch(state::startsWith);
  }

  /** Why the data is refused for good, in words; empty when nothing says so. */
  static Optional<String> refused(Throwable cause) {
    if (cause instanceof RecordTooLargeException) {
      return Optional.of("it is larger than what ThingsBoard's queue takes");
    }
    return cause instanceof SQLException sql ? refusedByDatabase(sql) : Optional.empty();
  }

  private static Optional<String> refusedByDatabase(SQLException cause) {
    String state = state(cause);
    if (state.equals("22021")) {
      return Optional.of(
          "a name or a value holds a character that the database cannot store, such as NUL");
    }
    if (state.equals("22001")) {
      return Optional.of("a name or a value is longer than the database can store");
    }
    if (state.startsWith("22") || cause instanceof SQLDataException) {
      return Optional.of("a value is none that the database can store");
    }
    boolean constraint =
        state.startsWith("23") || cause instanceof SQLIntegrityConstraintViolationException;
    return constraint
        ? Optional.of("it is at odds with what is stored already, such as a name that is taken")
        : Optional.empty();
  }

  private static String state(SQLException cause) {
    return cause.getSQLState() == null ? "" : cause.getSQLState();
  }
}
