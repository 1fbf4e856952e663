package dev.holdfast.session;

import java.time.InstantSource;

/**
 * How a use case reaches sessions.
 *
 * @param resolver finds what stands under a key
 * @param writer carries rules out
 * @param clock the time
 */
record SessionAccess(Resolver resolver, Writer writer, InstantSource clock) {}
