/** A session service in memory, for the tests of those who use the client. */
@NullMarked
package dev.holdfast.client.testing;

import org.jspecify.annotations.NullMarked;
