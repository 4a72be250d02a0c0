package org.thingsboard.server.common.data.util;

/** Stands for the host type in tests: two values. */
public class TbPair<S, T> {
  private final S first;
  private final T second;

  public static <S, T> TbPair<S, T> of(S first, T second) {
    return new TbPair<>(first, second);
  }

  public TbPair(S first, T second) {
    this.first = first;
    this.second = second;
  }

  public S getFirst() {
    return first;
  }

  public T getSecond() {
    return second;
  }
}
