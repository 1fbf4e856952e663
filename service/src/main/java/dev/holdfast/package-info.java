/** The deployable: its entry point, and nothing else. */
@NullMarked
package dev.holdfast;

import org.jspecify.annotations.NullMarked;
