/** The database: opening, schema, and the SQL that differs between products. */
package org.sluiceiot.platform.store;
