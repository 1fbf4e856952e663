/** A shop on Spring Boot that keeps who is logged in, a counter and a basket in the session. */
@NullMarked
package dev.holdfast.sample.spring;

import org.jspecify.annotations.NullMarked;
