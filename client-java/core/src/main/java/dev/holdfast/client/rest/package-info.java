/** The client over the REST door of the service, on the HTTP client of the JDK. */
@NullMarked
package dev.holdfast.client.rest;

import org.jspecify.annotations.NullMarked;
