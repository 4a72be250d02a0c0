package org.sluiceiot.platform.store;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.ConnectionException;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;

/**
 * Says of a failure at the database whether it is known to pass, whether the data is to blame, or
 * neither, in words without SQL. Stateless.
 */
public final class DatabaseFailures {
  /** Conditions that end by themselves or by what an operator does, whatever the data. */
  private static final Set<String> PASSING_CLASSES =
      Set.of(
          "08", // connection
          "40", // rolled back: conflict with another transaction, deadlock
          "53", // no disk, memory or connections left
          "55", // locked by another
          "57", // cancelled, shutting down, starting up
          "58", // the database's own files
          "HYT"); // H2: timeout, lock timeout

  private static final Set<String> PASSING_STATES =
      Set.of(
          "25006", // a standby, until it is made the first
          "90007", // H2: closed
          "90020", // H2: opened by another process
          "90028", // H2: file error, with the file's name
          "90031", // H2: file error
          "90067", // H2: connection broken
          "90098", // H2: closed
          "90108", // H2: out of memory
          "90121", // H2: closing with the process
          "90131"); // H2: conflict with another transaction

  private static final Set<Integer> PASSING_FILE_ERRORS =
      Set.of(
          DataUtils.ERROR_READING_FAILED,
          DataUtils.ERROR_WRITING_FAILED,
          DataUtils.ERROR_CLOSED,
          DataUtils.ERROR_FILE_LOCKED);

  private DatabaseFailures() {}

  /**
   * The failure in words.
   *
   * @param failure itself when it is in words already
   * @return a {@link RetriableException} when it is known to pass, a {@link RejectedDataException}
   *     when the data is to blame, else a {@link StoreException}
   */
  public static RuntimeException of(Throwable failure) {
    if (failure instanceof RetriableException
        || failure instanceof RejectedDataException
        || failure instanceof StoreException) {
      return (RuntimeException) failure;
    }
    List<Throwable> causes = causes(failure);
    if (causes.stream().anyMatch(DatabaseFailures::noConnection)) {
      return new RetriableException("the database does not answer", failure);
    }
    if (causes.stream().anyMatch(DatabaseFailures::passes)) {
      return new RetriableException("the database is busy, or cannot write just now", failure);
    }
    for (Throwable cause : causes) {
      String wrong = wrongData(cause);
      if (wrong != null) {
        return new RejectedDataException(wrong);
      }
    }
    boolean asked = causes.stream().anyMatch(SQLException.class::isInstance);
    return new StoreException(
        asked
            ? "the database cannot do this; the host's log says why"
            : "the host failed at this data by an error of its own; its log says which",
        failure);
  }

  /** Whether it is known to pass. */
  public static boolean isPassing(Throwable failure) {
    return of(failure) instanceof RetriableException;
  }

  /** The failure, its causes, and what a batch brings along. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
      causes.add(cause);
      if (cause instanceof SQLException sql) {
        SQLException next = sql.getNextException();
        for (; next != null && causes.size() < 50; next = next.getNextException()) {
          causes.add(next);
        }
      }
    }
    return causes;
  }

  private static boolean noConnection(Throwable cause) {
    return cause instanceof ConnectionException
        || cause instanceof SQLNonTransientConnectionException
        || cause instanceof SQLRecoverableException
        || state(cause).startsWith("08");
  }

  private static boolean passes(Throwable cause) {
    String state = state(cause);
    return cause instanceof SQLTransientException
        || PASSING_STATES.contains(state)
        || PASSING_CLASSES.stream().anyMatch(start -> state.startsWith(start))
        || cause instanceof MVStoreException file
            && PASSING_FILE_ERRORS.contains(file.getErrorCode());
  }

  /** What is wrong with the data, or null when it is not known to be the data. */
  private static String wrongData(Throwable cause) {
    String state = state(cause);
    return switch (state) {
      case "22001" -> "a text or document is longer than the database takes";
      case "22003" -> "a number is outside of what the database takes";
      case "22007", "22008" -> "a time is outside of what the database takes";
      case "22021", "22P05" -> "a text holds a character that the database does not take";
      case "23503" -> "it belongs to something that was deleted meanwhile";
      case "23505" -> "there is one of this name already";
      case "54000" -> "a value is larger than the database takes";
      default -> {
        boolean data = state.startsWith("22") || cause instanceof SQLDataException;
        boolean rule =
            state.startsWith("23") || cause instanceof SQLIntegrityConstraintViolationException;
        yield data || rule ? "the database does not take one of the values" : null;
      }
    };
  }

  private static String state(Throwable cause) {
    return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
  }
}
