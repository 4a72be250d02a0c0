/** The host as a whole: what it is made of, and the order in which it starts and ends. */
package org.sluiceiot.platform.host;
