/** A store in the memory of one replica, for embedded use. */
@NullMarked
package dev.holdfast.store.memory;

import org.jspecify.annotations.NullMarked;
