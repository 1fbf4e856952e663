/** What an operator sets: one immutable type a concern, read strictly from one YAML file. */
@NullMarked
package dev.holdfast.config;

import org.jspecify.annotations.NullMarked;
