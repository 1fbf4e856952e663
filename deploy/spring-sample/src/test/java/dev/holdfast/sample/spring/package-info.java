@NullMarked
package dev.holdfast.sample.spring;

import org.jspecify.annotations.NullMarked;
