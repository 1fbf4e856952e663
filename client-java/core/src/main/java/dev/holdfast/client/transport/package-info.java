/** How a call finds an endpoint that answers it. For those who write a transport. */
@NullMarked
package dev.holdfast.client.transport;

import org.jspecify.annotations.NullMarked;
