/** What is done to a record before its decoder sees it: unpacking its value, reading its key. */
package org.sluiceiot.kafka.decode.record;
