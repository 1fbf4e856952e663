<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Merge\ThreeWayMerge;

/**
 * A session without a lock: a save that meets another one merges with it.
 *
 * A page that has met others several times takes the lock for the rest of its tries, so that pages which do the same
 * come one after another.
 *
 * @internal
 */
final class OptimisticSession extends OpenSession
{
    private const MOST_TRIES = 16;
    private const TRIES_WITHOUT_LOCK = 2;
    private const PAUSE_MICROS = 4_000;

    private LockTerms $terms;

    /** What the service keeps under the version: after a merge, more than the application has seen. */
    private string $stored = '';

    /** @throws SessionException when nobody knows, or the data cannot be read */
    public static function find(SessionClient $client, SessionKey $key, string $serializer, ?LockTerms $terms): self
    {
        $self = new self($client, $key, $serializer);
        $self->terms = $terms ?? new LockTerms();
        $found = $client->find($key);
        $self->take($found instanceof Session ? $found : null);
        $self->stored = $self->data;

        return $self;
    }

    /** @throws Conflict when the two cannot be merged, or other pages were faster at every try */
    public function save(#[\SensitiveParameter] string $data): void
    {
        if ($this->moved) {
            $this->settleMove($this->stored);
        }
        try {
            for ($try = 1; !$this->saved($data, $try); $try++) {
                \usleep($this->lock === null ? \random_int(0, self::PAUSE_MICROS) : 0);
            }
        } finally {
            $this->release();
        }
        $this->data = $data;
    }

    private function saved(#[\SensitiveParameter] string $data, int $try): bool
    {
        $merged = $this->stored === $this->data
            ? $data
            : ThreeWayMerge::of($this->serializer, $this->data, $data, $this->stored) ?? throw Conflict::notMergeable();
        try {
            if ($merged !== $this->stored || $this->etag === null) {
                $this->write($merged);
            }
        } catch (Conflict $conflict) {
            $this->stored = $try === self::MOST_TRIES ? throw $conflict : $this->readAgain($conflict, $try);

            return false;
        }
        $this->stored = $merged;

        return true;
    }

    /** @return string what the service keeps now */
    private function readAgain(Conflict $conflict, int $try): string
    {
        $found = $try < self::TRIES_WITHOUT_LOCK ? $this->client->find($this->key, null, false) : $this->lockAndRead();
        if (!$found instanceof Session) {
            throw $conflict;
        }
        $this->etag = $found->etag;

        return Envelope::open($this->serializer, (string) $found->payload);
    }

    private function lockAndRead(): Session|Absence|null
    {
        $this->lock ??= LockOwner::random();
        try {
            [$lease, $wait] = [$this->terms->lease(), $this->terms->wait()];

            return $this->client->acquire($this->key, $this->lock, $lease, $wait)->session;
        } catch (LockHeld) {
            $this->lock = null;

            return $this->client->find($this->key, null, false);
        }
    }
}
