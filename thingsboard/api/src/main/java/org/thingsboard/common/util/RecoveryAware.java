package org.thingsboard.common.util;

/** Signature of the host type: tells whether trying again may help. */
public interface RecoveryAware {
  boolean isUnrecoverable();
}
