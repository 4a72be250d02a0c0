/** The loop guard: where one cluster serves both directions, data cannot circle. */
package org.sluiceiot.kafka.guard;
