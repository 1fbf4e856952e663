/**
 * What operators look at and change: liveness, readiness, metrics, the OpenAPI text and the ring of
 * the pool, on a listener of its own.
 */
@NullMarked
package dev.holdfast.operations;

import org.jspecify.annotations.NullMarked;
