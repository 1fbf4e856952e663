@NullMarked
package dev.holdfast.jetty;

import org.jspecify.annotations.NullMarked;
