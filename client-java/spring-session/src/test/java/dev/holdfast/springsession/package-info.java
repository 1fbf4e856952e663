@NullMarked
package dev.holdfast.springsession;

import org.jspecify.annotations.NullMarked;
