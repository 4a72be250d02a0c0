package org.sluiceiot.platform.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.sluiceiot.api.message.TenantId;
import org.sluiceiot.platform.store.Database;

/** Logs in, and keeps the accounts. Blocks on the database; safe for any thread. */
public final class Accounts {
  /** How long a login lasts. */
  public static final Duration SESSION = Duration.ofHours(12);

  /** Shortest password that is taken. */
  public static final int SHORTEST_PASSWORD = 10;

  private final LoginLimit limit = new LoginLimit();

  /** Checking a password is slow on purpose: a flood of logins must not take every processor. */
  private final Semaphore checks = new Semaphore(2);

  private final AccountStore store;
  private final Clock clock;

  public Accounts(Database database, Clock clock) {
    this.store = new AccountStore(database);
    this.clock = clock;
  }

  /** A login that worked. */
  public record Session(String token, Instant expires, Account account) {}

  /** Too many logins were tried. */
  public static final class TooManyLoginsException extends Exception {
    private static final long serialVersionUID = 1L;

    TooManyLoginsException() {
      super("too many logins were tried");
    }
  }

  /**
   * Counts a try to log in from an address; call it before reading what was sent.
   *
   * @param address where the caller is
   */
  public void admit(String address) throws TooManyLoginsException {
    if (!limit.allows(address)) {
      throw new TooManyLoginsException();
    }
  }

  /**
   * @param address where the caller is, who was admitted
   * @return empty when name or password is wrong
   */
  public Optional<Session> login(String name, String password, String address)
      throws TooManyLoginsException {
    if (!limit.allows(name, address)) {
      throw new TooManyLoginsException();
    }
    Optional<Account> account = store.find(name);
    String hash = account.flatMap(found -> store.passwordHash(found.id())).orElse(Passwords.NOBODY);
    boolean right = matches(password, hash);
    return right ? account.map(this::open) : Optional.empty();
  }

  private boolean matches(String password, String hash) {
    checks.acquireUninterruptibly();
    try {
      return Passwords.matches(password, hash);
    } finally {
      checks.release();
    }
  }

  private Session open(Account account) {
    String token = Passwords.generate(32);
    Instant expires = clock.instant().plus(SESSION);
    store.insertToken(
        Passwords.tokenHash(token), account.id(), expires.toEpochMilli(), clock.millis());
    return new Session(token, expires, account);
  }

  /** Whose token this is, while it is valid. */
  public Optional<Account> whose(String token) {
    return store.findByToken(Passwords.tokenHash(token), clock.millis());
  }

  /** Forgets a token. */
  public void logout(String token) {
    store.deleteToken(Passwords.tokenHash(token));
  }

  /**
   * Makes the first operator when there is no account yet.
   *
   * @return the generated password, to be shown once; empty when there are accounts
   */
  public Optional<String> createFirst(String name) {
    if (!store.all().isEmpty()) {
      return Optional.empty();
    }
    String password = Passwords.generate(18);
    create(name, Role.OPERATOR, null, password);
    return Optional.of(password);
  }

  /** Adds an account; the name must be free. */
  public Account create(String name, Role role, TenantId tenant, String password) {
    Account account = new Account(UUID.randomUUID(), tenant, name, role);
    store.insert(account, Passwords.hash(password));
    return account;
  }

  /** A password for somebody to whom it is shown once. */
  public String generatePassword() {
    return Passwords.generate(18);
  }

  /** All accounts, by name. */
  public List<Account> all() {
    return store.all();
  }

  public Optional<Account> find(UUID id) {
    return store.find(id);
  }

  public Optional<Account> find(String name) {
    return store.find(name);
  }

  /**
   * Whether this is the account's password; asked as often as a login may be.
   *
   * @param address where the caller is
   */
  public boolean hasPassword(Account account, String password, String address)
      throws TooManyLoginsException {
    if (!limit.allows(account.name(), address)) {
      throw new TooManyLoginsException();
    }
    return matches(password, store.passwordHash(account.id()).orElse(Passwords.NOBODY));
  }

  /** Ends the account's sessions too. */
  public void changePassword(Account account, String password) {
    store.changePassword(account.id(), Passwords.hash(password));
  }

  /** Ends the account's sessions too. */
  public void changeRole(Account account, Role role) {
    store.changeRole(account.id(), role);
  }

  public void delete(Account account) {
    store.delete(account.id());
  }
}
