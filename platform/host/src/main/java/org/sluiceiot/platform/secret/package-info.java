/** Secrets of configurations: encrypted at rest, never shown. */
package org.sluiceiot.platform.secret;
