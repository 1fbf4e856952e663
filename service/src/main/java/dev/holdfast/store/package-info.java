/** What stores share: decorators between the core and a store, and the bytes of a record. */
@NullMarked
package dev.holdfast.store;

import org.jspecify.annotations.NullMarked;
