/** A store on a pool of memcached nodes. */
@NullMarked
package dev.holdfast.store.memcached;

import org.jspecify.annotations.NullMarked;
