/** The session manager for Tomcat: sessions that are kept by the session service. */
@NullMarked
package dev.holdfast.tomcat;

import org.jspecify.annotations.NullMarked;
