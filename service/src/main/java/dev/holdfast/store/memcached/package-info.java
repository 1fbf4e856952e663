/**
 * A store on a pool of memcached nodes.
 *
 * <p>What a caller sees when something fails; nodes not named here go on as if nothing happened:
 *
 * <table>
 *   <caption>Failures</caption>
 *   <tr><th>what happens<th>reads, slides, locks<th>writes
 *   <tr><td>node down, or silent for three probes
 *       <td>unavailable, at once
 *       <td>unavailable, at once: nothing was sent
 *   <tr><td>node silent, not noticed yet
 *       <td>unavailable, within the deadline
 *       <td>outcome unknown, within the deadline
 *   <tr><td>connection breaks under way
 *       <td>tried again on the next one
 *       <td>read and tried again on the next one; outcome unknown if that fails
 *   <tr><td>a command that was given up runs later
 *       <td>no effect, or the same one
 *       <td>its version if nobody was faster, else nothing: its guard is broken
 *   <tr><td>node answers with an error, or to something else
 *       <td>unavailable, never absent
 *       <td>unavailable or outcome unknown
 *   <tr><td>item cannot be decoded
 *       <td>unverified, never absent
 *       <td>conflict with unverified
 *   <tr><td>too many commands in flight
 *       <td>unavailable, at once
 *       <td>unavailable, at once
 *   <tr><td>record larger than the node takes
 *       <td>-
 *       <td>payload too large; the old record stays
 *   <tr><td>node restarts empty, or evicts
 *       <td>absent: there is one copy
 *       <td>conflict with absent; a remembered cas is not used
 * </table>
 */
@NullMarked
package dev.holdfast.store.memcached;

import org.jspecify.annotations.NullMarked;
