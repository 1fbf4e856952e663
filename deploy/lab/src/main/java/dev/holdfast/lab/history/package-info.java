/** Judges recorded calls on sessions against what a session store promises. */
@NullMarked
package dev.holdfast.lab.history;

import org.jspecify.annotations.NullMarked;
