package org.sluiceiot.kafka.connection.check;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.sluiceiot.kafka.connection.http.CheckedSockets;
import org.sluiceiot.kafka.connection.policy.HostPort;
import org.sluiceiot.kafka.connection.policy.RefusedAddressException;
import org.sluiceiot.kafka.connection.sasl.MskIamSasl;
import org.sluiceiot.kafka.connection.sasl.SaslConfig;
import org.sluiceiot.kafka.connection.sasl.TokenSource;

/**
 * Opens connections to brokers layer by layer, to checked addresses only. Immutable; safe for any
 * thread; blocks.
 */
public final class Dialer {
  private static final Duration STEP = Duration.ofSeconds(3);

  private final CheckedSockets sockets;
  private final SSLContext tls;
  private final boolean verifyHostName;
  private final SaslConfig sasl;
  private final TokenSource tokens;

  /**
   * @param tls null for a protocol without TLS
   * @param sasl null for a protocol without SASL
   * @param tokens null unless the login is by OAuth
   */
  public Dialer(
      CheckedSockets sockets,
      SSLContext tls,
      boolean verifyHostName,
      SaslConfig sasl,
      TokenSource tokens) {
    this.sockets = sockets;
    this.tls = tls;
    this.verifyHostName = verifyHostName;
    this.sasl = sasl;
    this.tokens = tokens;
  }

  boolean secure() {
    return tls != null;
  }

  SaslConfig sasl() {
    return sasl;
  }

  List<InetAddress> resolve(HostPort target) throws LayerException {
    try {
      return sockets.resolve(target);
    } catch (RefusedAddressException e) {
      throw new RefusedClusterException(Layer.DNS, e.getMessage());
    } catch (UnknownHostException e) {
      throw new LayerException(
          Layer.DNS,
          "the host name '" + target.host() + "' is not known",
          "check the spelling, and that this host's name service knows it",
          e);
    } catch (IOException e) {
      throw new LayerException(Layer.DNS, "the name service fails: " + e.getMessage(), "", e);
    }
  }

  Socket connect(HostPort target, List<InetAddress> addresses) throws LayerException {
    try {
      return sockets.connect(target, addresses, STEP);
    } catch (SocketTimeoutException e) {
      throw new LayerException(
          Layer.TCP,
          target + " does not answer within " + STEP.toSeconds() + " s",
          "check the address, and that no firewall is in between",
          e);
    } catch (IOException e) {
      throw new LayerException(
          Layer.TCP,
          "nothing listens on " + target + " (" + e.getMessage() + ")",
          "check the port, and that the broker runs",
          e);
    }
  }

  /** Puts TLS on the socket when the protocol has it; closes the socket on failure. */
  Socket secure(Socket socket, HostPort target, List<InetAddress> addresses) throws LayerException {
    if (tls == null) {
      return socket;
    }
    try {
      return CheckedSockets.secure(socket, target, tls, verifyHostName);
    } catch (SSLException | EOFException | SocketException e) {
      if (TlsDiagnosis.mayBePlain(e) && speaks(target, addresses, false)) {
        throw new LayerException(
            Layer.TLS,
            "the broker on " + target + " does not speak TLS",
            "choose PLAINTEXT or SASL_PLAINTEXT, or the port of the TLS listener",
            e);
      }
      throw TlsDiagnosis.mayBePlain(e)
          ? refusedAfterHandshake(e, target, addresses)
          : TlsDiagnosis.explain(e, target);
    } catch (IOException e) {
      throw TlsDiagnosis.explain(e, target);
    }
  }

  /** Asks which requests the broker knows: the newest version by number of the request. */
  Map<Integer, Integer> greet(Wire wire, HostPort target, List<InetAddress> addresses)
      throws LayerException {
    try {
      DataInputStream in = wire.ask(Wire.API_VERSIONS, 0, out -> {});
      in.readShort();
      Map<Integer, Integer> newest = new HashMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        int api = in.readShort();
        in.readShort();
        newest.put(api, (int) in.readShort());
      }
      return newest;
    } catch (Wire.NotKafkaException e) {
      throw e.tls
          ? expectsTls(target)
          : new LayerException(
              Layer.TCP,
              "what answers on " + target + " is not a Kafka broker",
              "check the port",
              e);
    } catch (SSLException e) {
      // With TLS 1.3 a broker refuses a missing client certificate only now.
      throw TlsDiagnosis.mayBePlain(e)
          ? refusedAfterHandshake(e, target, addresses)
          : TlsDiagnosis.explain(e, target);
    } catch (IOException e) {
      if (tls == null && speaks(target, addresses, true)) {
        throw expectsTls(target);
      }
      if (tls != null && !(e instanceof SocketTimeoutException)) {
        throw refusedAfterHandshake(e, target, addresses);
      }
      throw new LayerException(
          Layer.TCP,
          target + " accepts connections but does not answer as a Kafka broker",
          "check the port and the broker's health",
          e);
    }
  }

  /** Whether only Kafka's own client, with a library of the provider's, can end the login. */
  boolean leavesLoginToKafka() {
    return sasl instanceof MskIamSasl;
  }

  /** Logs in, as far as this can be done here: see {@link #leavesLoginToKafka}. */
  void login(Wire wire, HostPort target) throws LayerException {
    if (sasl == null) {
      return;
    }
    try {
      new SaslExchange(wire, sasl, target.host(), tokens).run();
    } catch (RefusedAddressException e) {
      throw new RefusedClusterException(Layer.SASL, "the token endpoint " + e.getMessage());
    } catch (IOException e) {
      throw new LayerException(
          Layer.SASL,
          "the broker ended the connection during the login",
          "check user name, password and mechanism",
          e);
    }
  }

  /** Metadata of some topics; a broker that wants a login first closes the connection. */
  ClusterMetadata metadata(Wire wire, Map<Integer, Integer> newest, List<String> topics)
      throws LayerException {
    try {
      return ClusterMetadata.ask(wire, newest.getOrDefault(Wire.METADATA, 0), topics);
    } catch (EOFException | SocketException e) {
      throw new LayerException(
          Layer.SASL,
          sasl == null
              ? "the broker asks for a login (SASL)"
              : "the broker ended the connection after the login",
          "choose SASL_PLAINTEXT or SASL_SSL and give user name and password",
          e);
    } catch (IOException e) {
      throw new LayerException(
          Layer.AUTHORISATION, "the broker's answer cannot be read: " + e.getMessage(), "", e);
    }
  }

  /**
   * With TLS 1.3 a broker judges the client's certificate after the handshake, and its word is lost
   * when the connection breaks while the request is on its way. TLS 1.2 judges within it.
   */
  private LayerException refusedAfterHandshake(
      IOException e, HostPort target, List<InetAddress> addresses) {
    try (Socket socket = sockets.connect(target, addresses, STEP)) {
      CheckedSockets.secure(socket, target, tls, verifyHostName, "TLSv1.2").close();
    } catch (IOException again) {
      if (again instanceof SSLException && !TlsDiagnosis.mayBePlain(again)) {
        return TlsDiagnosis.explain(again, target);
      }
    }
    return TlsDiagnosis.closed(e, target);
  }

  private LayerException expectsTls(HostPort target) {
    return new LayerException(
        Layer.TLS,
        "the broker on " + target + " expects TLS",
        "choose SSL or SASL_SSL, or the port of the listener without TLS");
  }

  /** Whether a second connection finds a broker that speaks, with TLS or without. */
  private boolean speaks(HostPort target, List<InetAddress> addresses, boolean withTls) {
    try (Socket socket = sockets.connect(target, addresses, STEP)) {
      if (withTls) {
        return TlsDiagnosis.answersTls(socket);
      }
      try (Wire wire = new Wire(socket)) {
        wire.ask(Wire.API_VERSIONS, 0, out -> {});
        return true;
      }
    } catch (IOException e) {
      // It does not; what was found first is what counts.
      return false;
    }
  }
}
