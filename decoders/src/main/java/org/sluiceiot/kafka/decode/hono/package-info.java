/** Eclipse Hono's telemetry and events. */
package org.sluiceiot.kafka.decode.hono;
