package org.thingsboard.server.common.data.util;

/** Signature of the host type: two values. */
public class TbPair<S, T> {
  public static <S, T> TbPair<S, T> of(S first, T second) {
    throw new UnsupportedOperationException("signature only");
  }

  public TbPair(S first, T second) {
    throw new UnsupportedOperationException("signature only");
  }

  public S getFirst() {
    throw new UnsupportedOperationException("signature only");
  }

  public T getSecond() {
    throw new UnsupportedOperationException("signature only");
  }
}
