/** Sessions of Spring Session in the session service. */
@NullMarked
package dev.holdfast.springsession;

import org.jspecify.annotations.NullMarked;
