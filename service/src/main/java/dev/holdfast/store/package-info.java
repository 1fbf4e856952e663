/** What can stand between the core and a store: forwarding and metering. */
@NullMarked
package dev.holdfast.store;

import org.jspecify.annotations.NullMarked;
