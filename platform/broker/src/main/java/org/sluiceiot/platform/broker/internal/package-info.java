/** What runs inside the broker's process. */
package org.sluiceiot.platform.broker.internal;
