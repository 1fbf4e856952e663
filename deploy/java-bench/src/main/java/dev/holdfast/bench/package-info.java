/** Tomcats that keep the sessions of one page in different ways, for {@code ./dev bench java}. */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
