/** The core: what a session is, the rules that change it, and the port to whatever keeps it. */
@NullMarked
package dev.holdfast.session;

import org.jspecify.annotations.NullMarked;
