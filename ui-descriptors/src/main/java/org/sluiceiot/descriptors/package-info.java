/** Form descriptions, JSON Schemas and reference tables, made from configuration records. */
package org.sluiceiot.descriptors;
