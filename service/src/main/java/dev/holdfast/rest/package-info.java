/** The REST door: RFC 9110 requests to use cases, answers to RFC 9110 and RFC 9457 responses. */
@NullMarked
package dev.holdfast.rest;

import org.jspecify.annotations.NullMarked;
