/** Breaks what stands around the database of a running cluster, and counts what callers see. */
@NullMarked
package dev.holdfast.lab.durable;

import org.jspecify.annotations.NullMarked;
