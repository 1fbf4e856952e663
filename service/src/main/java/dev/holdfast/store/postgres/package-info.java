/**
 * Records in PostgreSQL, through plain JDBC: its statements work on arrays of rows, which is what
 * the driver does by itself and what a mapper only hides.
 *
 * <p>What a caller sees when something fails:
 *
 * <table>
 *   <caption>Failures</caption>
 *   <tr><th>what happens<th>find<th>write
 *   <tr><td>no connection within half a second
 *       <td>unavailable
 *       <td>unavailable: nothing was sent
 *   <tr><td>connection breaks before a batch was sent
 *       <td>unavailable
 *       <td>unavailable
 *   <tr><td>connection breaks before a batch, which commits by itself, was answered
 *       <td>-
 *       <td>outcome unknown, for each write of the batch
 *   <tr><td>one row of a batch is refused, or stays locked
 *       <td>-
 *       <td>each write of the batch is tried alone; that one is unavailable
 *   <tr><td>deadline passes
 *       <td>unavailable
 *       <td>unavailable if no worker has taken it, and then it never runs; else outcome unknown
 *   <tr><td>too many writes wait
 *       <td>-
 *       <td>unavailable, at once
 *   <tr><td>record cannot be decoded
 *       <td>unverified, never absent
 *       <td>conflict with unverified; applied if its version is already there
 *   <tr><td>database is known to be silent
 *       <td>unavailable, at once
 *       <td>unavailable, at once
 *   <tr><td>database is read-only, or its disk is full
 *       <td>goes on
 *       <td>unavailable
 *   <tr><td>database is away at the start
 *       <td>unavailable until it is there
 *       <td>unavailable until it is there
 * </table>
 */
@NullMarked
package dev.holdfast.store.postgres;

import org.jspecify.annotations.NullMarked;
