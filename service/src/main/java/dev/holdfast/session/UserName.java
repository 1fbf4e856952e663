package dev.holdfast.session;

/**
 * Whose sessions a call is about.
 *
 * @param namespace the tenant, already entered
 * @param hash the client's hash of the user id
 */
public record UserName(Namespace namespace, UserHash hash) {}
