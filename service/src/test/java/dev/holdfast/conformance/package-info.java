/**
 * Runs the conformance cases of the API against a started replica, over each door and each store.
 */
@NullMarked
package dev.holdfast.conformance;

import org.jspecify.annotations.NullMarked;
