/** The client of the session service: its calls, their answers and their values. */
@NullMarked
package dev.holdfast.client;

import org.jspecify.annotations.NullMarked;
