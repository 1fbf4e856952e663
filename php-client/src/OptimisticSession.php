<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Merge\ThreeWayMerge;

/**
 * A session without a lock: a save that meets another one merges with it.
 *
 * @internal
 */
final class OptimisticSession extends OpenSession
{
    private const MOST_TRIES = 12;
    private const PAUSE_MICROS = 4_000;

    /** What the service keeps under the version: after a merge, more than the application has seen. */
    private string $stored = '';

    /** @throws SessionException when nobody knows, or the data cannot be read */
    public static function find(SessionClient $client, SessionKey $key, string $serializer): self
    {
        $self = new self($client, $key, $serializer);
        $found = $client->find($key);
        $self->take($found instanceof Session ? $found : null);
        $self->stored = $self->data;

        return $self;
    }

    /** @throws Conflict when the two cannot be merged, or other pages were faster at every try */
    public function save(#[\SensitiveParameter] string $data): void
    {
        $this->settleMove($this->stored);
        for ($try = 1; !$this->saved($data, $try === self::MOST_TRIES); $try++) {
            usleep(random_int(0, self::PAUSE_MICROS * $try));
        }
        $this->data = $data;
    }

    private function saved(#[\SensitiveParameter] string $data, bool $last): bool
    {
        $merged = $this->stored === $this->data
            ? $data
            : ThreeWayMerge::of($this->serializer, $this->data, $data, $this->stored) ?? throw Conflict::notMergeable();
        try {
            if ($merged !== $this->stored || $this->etag === null) {
                $this->write($merged);
            }
        } catch (Conflict $conflict) {
            $last ? throw $conflict : $this->readAgain($conflict);

            return false;
        }
        $this->stored = $merged;

        return true;
    }

    private function readAgain(Conflict $conflict): void
    {
        $found = $this->client->find($this->key, null, false);
        if (!$found instanceof Session) {
            throw $conflict;
        }
        $this->stored = Envelope::open($this->serializer, (string) $found->payload);
        $this->etag = $found->etag;
    }
}
