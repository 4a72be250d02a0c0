/** Threads that the host makes for itself: daemons that outlive whatever their work throws. */
package org.sluiceiot.platform.thread;
