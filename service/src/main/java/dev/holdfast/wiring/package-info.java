/** Assembles the service from its parts: the only package that sees concrete stores. */
@NullMarked
package dev.holdfast.wiring;

import org.jspecify.annotations.NullMarked;
