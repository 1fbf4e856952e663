<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\Exception\SerializerMismatch;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Exception\SessionUnavailable;

/**
 * A session under a lock, from the first read to the save or the release.
 *
 * @internal
 */
final class LockedSession extends OpenSession
{
    /** From here on a wait is worth a line in the log. */
    private const LONG_WAIT_MILLIS = 1_000;

    /**
     * Locks and reads a session in one round trip, or in two when somebody else holds the lock.
     *
     * The first try does not wait: an endpoint that hangs shows within the timeout, not after the wait.
     *
     * @throws SessionException when nobody knows, the lock was not to be had in time, or the data cannot be read
     */
    public static function acquire(SessionClient $client, SessionKey $key, string $serializer, ?LockTerms $terms): self
    {
        $owner = LockOwner::random();
        $lease = LockTerms::leaseOf($terms);
        try {
            $found = $client->acquire($key, $owner, $lease)->session;
        } catch (LockHeld $held) {
            $terms ??= new LockTerms();
            if ($terms->wait()->millis === 0) {
                throw $held;
            }
            $began = \hrtime(true);
            $found = $client->acquire($key, $owner, $lease, $terms->wait())->session;
            self::tellOfWait(\intdiv(\hrtime(true) - $began, 1_000_000), $held);
        }
        $self = new self($client, $key, $serializer);
        $self->lock = $owner;
        try {
            $self->take($found);
        } catch (SerializerMismatch $mismatch) {
            $self->release();
            throw $mismatch;
        }

        return $self;
    }

    private static function tellOfWait(int $millis, LockHeld $held): void
    {
        if ($millis >= self::LONG_WAIT_MILLIS) {
            $waited = Duration::ofMillis($millis);
            \error_log("Holdfast: a page waited $waited for the lock of the session: another one was slow, or was"
                . " killed and its lease had to end (request $held->requestId)");
        }
    }

    public function save(#[\SensitiveParameter] string $data): void
    {
        if ($this->moved) {
            $this->settleMove($this->data);
        }
        try {
            $this->write($data);
        } catch (SessionUnavailable $unavailable) {
            if (!$unavailable->isAnswered()) {
                $this->lock = null; // Asking once more would only take longer: the lease frees the lock.
            }
            throw $unavailable;
        }
        $this->data = $data;
    }
}
