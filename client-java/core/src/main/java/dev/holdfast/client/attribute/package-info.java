/** The attributes of a session as bytes: one envelope each, with a codec that reads it. */
@NullMarked
package dev.holdfast.client.attribute;

import org.jspecify.annotations.NullMarked;
