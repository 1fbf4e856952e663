/** Sessions of Jetty in the session service. */
@NullMarked
package dev.holdfast.jetty;

import org.jspecify.annotations.NullMarked;
