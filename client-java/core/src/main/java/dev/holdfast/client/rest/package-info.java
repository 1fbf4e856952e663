/** The client over the REST door of the service: HTTP/1.1 on the threads of its callers. */
@NullMarked
package dev.holdfast.client.rest;

import org.jspecify.annotations.NullMarked;
