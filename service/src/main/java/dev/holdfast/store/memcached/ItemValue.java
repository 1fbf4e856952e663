package dev.holdfast.store.memcached;

/**
 * What a store command carries.
 *
 * @param bytes the value, not to be changed any more
 * @param expiry the expiry as {@link MemcachedExpiry} writes it
 * @param tag the client flags: 32 bits that differ between versions
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ItemValue(byte[] bytes, long expiry, int tag) {}
