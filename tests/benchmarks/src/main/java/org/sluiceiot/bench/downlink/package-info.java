/** What the downlink benchmark measures, one class per figure. */
package org.sluiceiot.bench.downlink;
