/**
 * The life of a session in an app server, for adapters: load, attributes, save before the response
 * commits, merge on conflict, rotate, end, and an outage that is never taken for a log-out.
 */
@NullMarked
package dev.holdfast.client.session;

import org.jspecify.annotations.NullMarked;
