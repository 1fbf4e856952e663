/** Programs that load, break and measure a running Holdfast; never part of the product. */
@NullMarked
package dev.holdfast.lab;

import org.jspecify.annotations.NullMarked;
