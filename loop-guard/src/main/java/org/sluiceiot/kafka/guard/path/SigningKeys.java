package org.sluiceiot.kafka.guard.path;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluiceiot.api.config.Secret;

/**
 * Keys for the signature of paths: the first signs, all verify, so keys rotate without a gap. Safe
 * for any thread.
 */
public final class SigningKeys {
  /** No signatures: none is written and none is asked for. */
  public static final SigningKeys NONE = new SigningKeys(Map.of());

  static final int LENGTH = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final Map<Integer, Key> keys = new LinkedHashMap<>();
  private final int signing;

  /**
   * @param secrets by number, 0 to 255, in order
   */
  public SigningKeys(Map<Integer, Secret> secrets) {
    secrets.forEach((number, secret) -> keys.put(number, new Key(secret)));
    signing = keys.isEmpty() ? -1 : keys.keySet().iterator().next();
  }

  /** Whether paths are signed at all. */
  public boolean on() {
    return !keys.isEmpty();
  }

  /** Number of the key that signs. */
  int signing() {
    return signing;
  }

  /**
   * The first {@link #LENGTH} bytes of the code over the beginning of an array; null when there is
   * no key of this number.
   */
  byte[] code(int number, byte[] data, int length) {
    Key key = keys.get(number);
    return key == null ? null : key.code(data, length);
  }

  /** One key with idle instances: making one per record costs more than the code itself. */
  private static final class Key {
    private final SecretKeySpec spec;
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

    Key(Secret secret) {
      spec = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    byte[] code(byte[] data, int length) {
      Mac mac = idle.poll();
      if (mac == null) {
        mac = fresh();
      }
      mac.update(data, 0, length);
      byte[] code = new byte[LENGTH];
      System.arraycopy(mac.doFinal(), 0, code, 0, LENGTH);
      idle.offer(mac);
      return code;
    }

    private Mac fresh() {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(spec);
        return mac;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + ALGORITHM, e);
      }
    }
  }
}
