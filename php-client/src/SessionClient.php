<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The calls of the session service, for one namespace.
 *
 * A read has three answers: the session, a proven absence, or an exception when nobody knows. Every method
 * throws {@see Exception\SessionUnavailable} when no endpoint gave a definite answer in time, and
 * {@see Exception\RequestRefused} when the service refuses the request as such (token, namespace, form).
 */
interface SessionClient
{
    /**
     * Reads a session.
     *
     * @param string|null $have the ETag that the caller has; when it is current the answer has no payload
     * @param bool $touch whether this read counts as use and slides the idle timeout
     */
    public function find(SessionKey $key, ?string $have = null, bool $touch = true): Session|Absence;

    /** Reads a session without its payload. */
    public function describe(SessionKey $key, bool $touch = true): Session|Absence;

    /**
     * Creates a session where there is none, or over an ended one.
     *
     * @throws Exception\Conflict when a live session is there
     * @throws Exception\PayloadTooLarge
     */
    public function create(SessionKey $key, Write $write): Written;

    /**
     * Saves a session.
     *
     * @param string|null $ifMatch the ETag this save replaces; null: whatever is there, created when absent
     * @throws Exception\Conflict when another version is current
     * @throws Exception\SessionGone when the session ended, or is absent and the save named a version
     * @throws Exception\PayloadTooLarge
     */
    public function save(SessionKey $key, Write $write, ?string $ifMatch = null): Written;

    /** Slides the idle timeout. */
    public function touch(SessionKey $key): Session|Absence;

    /**
     * Ends a session and frees its lock; ending an absent one succeeds.
     *
     * @param string|null $ifMatch the ETag to end; null for any
     * @throws Exception\Conflict when another version is current
     * @throws Exception\SessionGone when there is none and the call named a version
     */
    public function end(SessionKey $key, ?OperationId $operation = null, ?string $ifMatch = null): ?Durability;

    /**
     * Moves a session to a new key; the old one reaches it for the grace, then never again.
     *
     * @param Duration|null $grace null for the namespace's default
     * @throws Exception\Conflict when it moved already by another operation, or the new key is taken
     * @throws Exception\SessionGone
     */
    public function rotate(
        SessionKey $key,
        SessionKey $newKey,
        ?Duration $grace = null,
        ?OperationId $operation = null,
    ): Written;

    /**
     * Takes the lock and reads the session in one trip; re-entrant for its owner.
     *
     * @param Duration|null $lease how long the lock lasts unless renewed; null for the namespace's default
     * @param Duration|null $wait how long to wait for a held lock; null for no wait
     * @param string|null $have the ETag that the caller has; when it is current the answer has no payload
     * @throws Exception\LockHeld when another owner kept it for all of the wait
     */
    public function acquire(
        SessionKey $key,
        LockOwner $owner,
        ?Duration $lease = null,
        ?Duration $wait = null,
        ?string $have = null,
    ): Acquired;

    /**
     * Gives a held lock a new lease, and tells when that ends.
     *
     * @throws Exception\LockLost when the lock is not the owner's any more
     */
    public function renew(SessionKey $key, LockOwner $owner, ?Duration $lease = null): \DateTimeImmutable;

    /**
     * Frees a held lock.
     *
     * @throws Exception\LockLost when the lock was not the owner's any more
     */
    public function release(SessionKey $key, LockOwner $owner): void;

    /**
     * Lists the live sessions of a user, those that writes have bound to it; being listed is no use of them.
     *
     * @param string $user the caller's hash of the user id: 16 to 128 of [A-Za-z0-9_-]
     * @throws Exception\RequestRefused with NEEDS_DATABASE where the service has no database
     */
    public function userSessions(string $user): UserSessionList;

    /**
     * Ends the sessions of a user, under whichever keys, and tells how many this call has ended.
     *
     * Repeating it is safe. After an exception some may be ended; a repetition ends the others.
     *
     * @param string $user the caller's hash of the user id: 16 to 128 of [A-Za-z0-9_-]
     * @param SessionKey|null $except one to keep; a key without a live session keeps none
     * @throws Exception\RequestRefused with NEEDS_DATABASE where the service has no database
     */
    public function endUserSessions(string $user, ?SessionKey $except = null): int;
}
