/**
 * A web application on Tomcat whose sessions are in the service: a sample, and the lab's target.
 */
@NullMarked
package dev.holdfast.sample;

import org.jspecify.annotations.NullMarked;
