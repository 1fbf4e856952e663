package dev.holdfast.lab.pool;

/**
 * An item of a memcached as it stands.
 *
 * @param key the key as the protocol spells it
 * @param flags the client flags, 32 bits
 * @param timeToLive seconds until it expires; 0 for never
 * @param value the bytes, each as one character (ISO 8859-1)
 */
record NodeItem(String key, long flags, long timeToLive, String value) {}
