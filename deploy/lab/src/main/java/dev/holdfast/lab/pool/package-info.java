/** Breaks the memcached pool under concurrent writers and judges what they were told. */
@NullMarked
package dev.holdfast.lab.pool;

import org.jspecify.annotations.NullMarked;
