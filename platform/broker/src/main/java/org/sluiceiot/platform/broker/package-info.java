/** Apache Kafka's own broker in a process of its own. */
package org.sluiceiot.platform.broker;
