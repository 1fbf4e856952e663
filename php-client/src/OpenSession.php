<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Exception\SessionUnavailable;

/**
 * The session that this PHP request works on: what was read, and whether its lock is held.
 *
 * @internal
 */
final class OpenSession
{
    private bool $locked = false;

    private ?string $etag = null;

    private string $payload = '';

    private function __construct(
        private readonly SessionClient $client,
        private readonly SessionKey $key,
        private readonly LockOwner $owner,
    ) {
    }

    /** A session under an id that this request made up: nobody else can know it, so there is nothing to lock. */
    public static function made(SessionClient $client, SessionKey $key): self
    {
        return new self($client, $key, LockOwner::random());
    }

    /**
     * Locks and reads a session in one round trip, or in two when somebody else holds the lock.
     *
     * The first try does not wait: an endpoint that hangs shows within the timeout, not after the wait.
     *
     * @throws SessionException when nobody knows, or the lock was not to be had in time
     */
    public static function acquire(SessionClient $client, SessionKey $key, LockTerms $terms): self
    {
        $self = new self($client, $key, LockOwner::random());
        try {
            $found = $client->acquire($key, $self->owner, $terms->lease)->session;
        } catch (LockHeld $held) {
            if ($terms->wait->millis === 0) {
                throw $held;
            }
            $found = $client->acquire($key, $self->owner, $terms->lease, $terms->wait)->session;
        }
        $self->locked = true;
        $self->etag = $found?->etag;
        $self->payload = $found?->payload ?? '';

        return $self;
    }

    public function isOf(SessionKey $key): bool
    {
        return $this->key->value === $key->value;
    }

    /** Whether the service keeps this session. */
    public function exists(): bool
    {
        return $this->etag !== null;
    }

    public function payload(): string
    {
        return $this->payload;
    }

    /**
     * Stores the payload against the version that was read, and frees the lock with it.
     *
     * @throws SessionException when it was not stored
     */
    public function save(#[\SensitiveParameter] string $payload): void
    {
        $write = new Write($payload, null, $this->locked ? $this->owner : null, $this->locked);
        try {
            $written = $this->etag === null
                ? $this->client->create($this->key, $write)
                : $this->client->save($this->key, $write, $this->etag);
        } catch (SessionUnavailable $unavailable) {
            $this->locked = false; // Asking once more would only take longer: the lease frees the lock.
            throw $unavailable;
        }
        $this->locked = false;
        $this->etag = $written->session->etag;
        $this->payload = $payload;
    }

    /** Frees the lock if it is held. What goes wrong here hurts nobody: the lease frees the lock as well. */
    public function release(): void
    {
        if (!$this->locked) {
            return;
        }
        $this->locked = false;
        try {
            $this->client->release($this->key, $this->owner);
        } catch (SessionException) {
            return;
        }
    }

    /** @throws SessionException when nobody knows whether the session was ended */
    public function end(): void
    {
        $this->client->end($this->key);
        $this->locked = false;
        $this->etag = null;
        $this->payload = '';
    }
}
