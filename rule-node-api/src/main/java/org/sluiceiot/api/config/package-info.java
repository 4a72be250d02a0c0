/** Configuration records: declared once, read and validated as a whole. */
package org.sluiceiot.api.config;
