package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * An end of the sessions of a user.
 *
 * @param user whose
 * @param except the key of the one to keep, in the same namespace, or null for none
 */
public record EndUserRequest(UserName user, @Nullable SessionKey except) {}
