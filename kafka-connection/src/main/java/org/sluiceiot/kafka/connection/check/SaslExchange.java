package org.sluiceiot.kafka.connection.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.sluiceiot.kafka.connection.sasl.MskIamSasl;
import org.sluiceiot.kafka.connection.sasl.OauthToken;
import org.sluiceiot.kafka.connection.sasl.PlainSasl;
import org.sluiceiot.kafka.connection.sasl.SaslConfig;
import org.sluiceiot.kafka.connection.sasl.ScramSasl;
import org.sluiceiot.kafka.connection.sasl.TokenSource;

/** Logs in on an open connection. */
final class SaslExchange {
  private static final int UNSUPPORTED_MECHANISM = 33;
  private static final int ILLEGAL_STATE = 34;
  private static final String SEPARATOR = "\u0001";

  private final Wire wire;
  private final SaslConfig sasl;
  private final String host;
  private final TokenSource tokens;

  /**
   * @param tokens null unless the login is by OAuth
   */
  SaslExchange(Wire wire, SaslConfig sasl, String host, TokenSource tokens) {
    this.wire = wire;
    this.sasl = sasl;
    this.host = host;
    this.tokens = tokens;
  }

  void run() throws LayerException, IOException {
    handshake();
    if (sasl instanceof MskIamSasl) {
      // Only Amazon's library can go on; that the broker offers the mechanism is known now.
      return;
    }
    if (sasl instanceof PlainSasl plain) {
      send(bytes("\0" + plain.username() + "\0" + plain.password().reveal()));
    } else if (sasl instanceof ScramSasl scram) {
      scram(scram);
    } else {
      oauth();
    }
  }

  private void handshake() throws LayerException, IOException {
    DataInputStream in = wire.ask(Wire.SASL_HANDSHAKE, 1, out -> Wire.text(out, sasl.mechanism()));
    int error = in.readShort();
    if (error == UNSUPPORTED_MECHANISM) {
      String offered = mechanisms(in);
      throw new LayerException(
          Layer.SASL,
          "the broker does not offer the login mechanism " + sasl.mechanism(),
          offered.isEmpty() ? "choose another mechanism" : "it offers " + offered);
    }
    if (error == ILLEGAL_STATE) {
      throw new LayerException(
          Layer.SASL,
          "the broker does not ask for a login on this port",
          "choose a protocol without SASL, or the port of the SASL listener");
    }
    if (error != 0) {
      throw new LayerException(
          Layer.SASL, "the broker refuses to start a login (error " + error + ")", "");
    }
  }

  /** What the broker offers, read after the error code. */
  static String mechanisms(DataInputStream in) throws IOException {
    StringBuilder offered = new StringBuilder();
    for (int count = in.readInt(); count > 0; count--) {
      offered.append(offered.isEmpty() ? "" : ", ").append(Wire.text(in));
    }
    return offered.toString();
  }

  private byte[] send(byte[] token) throws LayerException, IOException {
    DataInputStream in =
        wire.ask(
            Wire.SASL_AUTHENTICATE,
            0,
            out -> {
              out.writeInt(token.length);
              out.write(token);
            });
    int error = in.readShort();
    String text = Wire.text(in);
    if (error != 0) {
      throw new LayerException(
          Layer.SASL,
          "the broker refuses the login: " + (text == null ? "error " + error : text),
          "check user name, password and mechanism");
    }
    return Wire.exactly(in, in.readInt());
  }

  private void scram(ScramSasl scram) throws LayerException, IOException {
    provideScram();
    SaslClient client =
        Sasl.createSaslClient(
            new String[] {scram.mechanism()},
            null,
            "kafka",
            host,
            Map.of(),
            callbacks -> answer(callbacks, scram));
    if (client == null) {
      throw new SaslException("no SCRAM client among the security providers");
    }
    try {
      byte[] challenge = send(client.evaluateChallenge(new byte[0]));
      while (!client.isComplete()) {
        byte[] response = client.evaluateChallenge(challenge);
        if (response != null && response.length > 0) {
          challenge = send(response);
        }
      }
    } catch (SaslException e) {
      throw new LayerException(
          Layer.SASL,
          "the broker did not prove that it knows the password: " + e.getMessage(),
          "check user name, password and mechanism",
          e);
    } finally {
      client.dispose();
    }
  }

  /** Loading Kafka's login module makes its SCRAM client known to the JVM. */
  private static void provideScram() {
    try {
      Class.forName(
          ScramLoginModule.class.getName(), true, ScramLoginModule.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the class is here already", e);
    }
  }

  private static void answer(Callback[] callbacks, ScramSasl scram)
      throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(scram.username());
      } else if (callback instanceof PasswordCallback password) {
        password.setPassword(scram.password().reveal().toCharArray());
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private void oauth() throws LayerException, IOException {
    StringBuilder first = new StringBuilder("n,,").append(SEPARATOR);
    OauthToken token = token();
    first.append("auth=Bearer ").append(token.value());
    token.extensions().forEach((k, v) -> first.append(SEPARATOR).append(k).append('=').append(v));
    byte[] answer = send(bytes(first.append(SEPARATOR).append(SEPARATOR).toString()));
    if (answer.length > 0) {
      // The broker has said in JSON what is wrong, and refuses once that is acknowledged.
      send(bytes(SEPARATOR));
      throw new LayerException(
          Layer.SASL,
          "the broker refuses the token: " + new String(answer, StandardCharsets.UTF_8),
          "check scope and audience");
    }
  }

  private OauthToken token() throws LayerException {
    try {
      return tokens.token();
    } catch (IOException e) {
      throw new LayerException(
          Layer.SASL,
          "no token: " + e.getMessage(),
          "check the token endpoint, client id and client secret",
          e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
