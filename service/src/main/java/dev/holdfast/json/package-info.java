/** The bodies that callers send, read strictly, for every door that takes JSON. */
@NullMarked
package dev.holdfast.json;

import org.jspecify.annotations.NullMarked;
