/** Not API: what this project's own modules share and may change at any time. */
package org.sluiceiot.api.internal;
