/**
 * The simulation of the pool. It shares the package of the rules it runs, because those are visible
 * in their package only; nothing of the product knows it.
 */
@NullMarked
package dev.holdfast.store.memcached;

import org.jspecify.annotations.NullMarked;
