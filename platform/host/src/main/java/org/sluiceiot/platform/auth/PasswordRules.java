package org.sluiceiot.platform.auth;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import org.sluiceiot.api.config.ConfigException;

/**
 * Refuses passwords that are guessed early: common ones, names, rows of the keyboard, dates and
 * their usual variations. Stateless; safe for any thread.
 */
public final class PasswordRules {
  /** On the library's scale of 0 to 4: what would take less than a million tries is below it. */
  private static final int LEAST_SCORE = 2;

  /** Estimating takes time with the square of the length; so much says enough. */
  private static final int LONGEST_LOOK = 64;

  private static final Zxcvbn ESTIMATE = new Zxcvbn();

  private PasswordRules() {}

  /**
   * @param path of the field that the password stands in
   * @param name of the account, which is no password either
   * @throws ConfigException it is too easy to guess
   */
  public static void require(String path, String password, String name) throws ConfigException {
    String look = password.substring(0, Math.min(password.length(), LONGEST_LOOK));
    int score = ESTIMATE.measure(look, List.of(name, "sluice", "kafka", "thingsboard")).getScore();
    if (score < LEAST_SCORE) {
      throw new ConfigException(
          path,
          "is among the passwords that are guessed first",
          "take several words that do not belong together, or leave it to a password manager");
    }
  }
}
