/**
 * What operators look at: liveness, readiness, metrics and the OpenAPI text, on a listener of its
 * own.
 */
@NullMarked
package dev.holdfast.operations;

import org.jspecify.annotations.NullMarked;
