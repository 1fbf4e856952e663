/** What every adapter has to do: tests of pages that are the same on each app server. */
@NullMarked
package dev.holdfast.client.adapter;

import org.jspecify.annotations.NullMarked;
