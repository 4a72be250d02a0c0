/** The command line {@code sluice}. */
package org.sluiceiot.platform.cli;
