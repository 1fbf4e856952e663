/** Cuts a replica's connections to its nodes many times, and looks for what does not come back. */
@NullMarked
package dev.holdfast.lab.soak;

import org.jspecify.annotations.NullMarked;
