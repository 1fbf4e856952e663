/** Work on all sessions at once, run by an operator beside the replicas. */
@NullMarked
package dev.holdfast.maintenance;

import org.jspecify.annotations.NullMarked;
