/** What notices loops without paths: returning payloads, and the breaker that tries the cause. */
package org.sluiceiot.kafka.guard.breaker;
