package org.sluiceiot.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluiceiot.api.host.RetriableException;
import org.sluiceiot.api.integration.RejectedDataException;

class DatabaseFailuresTest {
  private static Class<?> kind(Throwable failure) {
    RuntimeException told = DatabaseFailures.of(failure);
    assertThat(told.getMessage()).doesNotContain("secret", "INSERT").isNotBlank();
    return told.getClass();
  }

  @ParameterizedTest
  @CsvSource({
    "08006,RetriableException",
    "08001,RetriableException",
    "57P01,RetriableException",
    "57P03,RetriableException",
    "57014,RetriableException",
    "40001,RetriableException",
    "40P01,RetriableException",
    "53100,RetriableException",
    "53200,RetriableException",
    "53300,RetriableException",
    "55P03,RetriableException",
    "25006,RetriableException",
    "HYT00,RetriableException",
    "90098,RetriableException",
    "90121,RetriableException",
    "90067,RetriableException",
    "90028,RetriableException",
    "90031,RetriableException",
    "22001,RejectedDataException",
    "22003,RejectedDataException",
    "22021,RejectedDataException",
    "22P05,RejectedDataException",
    "22008,RejectedDataException",
    "23502,RejectedDataException",
    "23503,RejectedDataException",
    "23505,RejectedDataException",
    "23514,RejectedDataException",
    "54000,RejectedDataException",
    "42P01,StoreException",
    "42S02,StoreException",
    "HY000,StoreException",
    "XX000,StoreException",
    "42501,StoreException"
  })
  void each_state_is_known_to_pass_or_the_datas_or_neither(String state, String kind) {
    SQLException sql = new SQLException("INSERT INTO secret", state);
    assertThat(kind(sql).getSimpleName()).isEqualTo(kind);
    assertThat(kind(new RuntimeException("INSERT", sql)).getSimpleName()).isEqualTo(kind);
    BatchUpdateException batch = new BatchUpdateException("INSERT", new int[0]);
    batch.setNextException(sql);
    assertThat(kind(batch).getSimpleName()).isEqualTo(kind);
  }

  @Test
  void classes_of_exceptions_count_where_the_state_is_missing() {
    for (SQLException passing :
        new SQLException[] {
          new SQLTransientConnectionException("secret"),
          new SQLTimeoutException("secret"),
          new SQLRecoverableException("secret"),
          new SQLTransactionRollbackException("secret"),
          new SQLNonTransientConnectionException("secret")
        }) {
      assertThat(kind(passing)).isEqualTo(RetriableException.class);
    }
    assertThat(kind(new SQLDataException("secret"))).isEqualTo(RejectedDataException.class);
    assertThat(kind(new SQLIntegrityConstraintViolationException("secret")))
        .isEqualTo(RejectedDataException.class);
    assertThat(kind(new SQLSyntaxErrorException("secret"))).isEqualTo(StoreException.class);
  }

  @Test
  void no_connection_is_known_to_pass_whatever_the_reason() {
    SQLException closed = new SQLException("HikariDataSource secret has been closed.");
    assertThat(kind(new ConnectionException(closed))).isEqualTo(RetriableException.class);
    assertThat(kind(new ConnectionException(new SQLException("secret", "28P01"))))
        .isEqualTo(RetriableException.class);
  }

  @Test
  void a_file_that_cannot_be_written_is_known_to_pass() {
    SQLException full =
        new SQLException("INSERT", "HY000", 50000, new MVStoreException(2, "secret"));
    assertThat(kind(full)).isEqualTo(RetriableException.class);
  }

  @Test
  void what_is_told_already_stays_as_it_is() {
    RetriableException again = new RetriableException("busy", null);
    RejectedDataException never = new RejectedDataException("wrong");
    assertThat(DatabaseFailures.of(again)).isSameAs(again);
    assertThat(DatabaseFailures.of(never)).isSameAs(never);
  }

  @Test
  void an_error_of_the_host_itself_is_neither() {
    assertThat(kind(new NullPointerException("secret"))).isEqualTo(StoreException.class);
    assertThat(kind(new OutOfMemoryError("secret"))).isEqualTo(StoreException.class);
  }
}
