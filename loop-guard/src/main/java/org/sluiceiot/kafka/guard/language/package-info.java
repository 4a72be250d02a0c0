/**
 * Topic names as a regular language: what a pattern matches, and whether two patterns share one.
 */
package org.sluiceiot.kafka.guard.language;
