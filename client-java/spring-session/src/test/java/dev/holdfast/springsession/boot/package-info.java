@NullMarked
package dev.holdfast.springsession.boot;

import org.jspecify.annotations.NullMarked;
