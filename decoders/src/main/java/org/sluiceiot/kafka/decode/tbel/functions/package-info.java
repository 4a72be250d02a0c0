/**
 * Functions that ThingsBoard offers to TBEL scripts and that the language itself lacks. Every
 * public static method here is callable from a script under its own name; overloads share a class.
 * An {@code ExecutionContext} as the first parameter is supplied by the language.
 */
package org.sluiceiot.kafka.decode.tbel.functions;
