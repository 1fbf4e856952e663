<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\Exception\SerializerMismatch;
use Holdfast\Session\Exception\SessionException;

/**
 * The session that this PHP request works on, as it was read.
 *
 * @internal
 */
abstract class OpenSession
{
    /** The version that a save replaces; null where the service keeps no session. */
    protected ?string $etag = null;

    /** What the application has seen: read, or saved by itself. */
    protected string $data = '';

    /** The lock that is held; null when none is. */
    protected ?LockOwner $lock = null;

    /** Whether a move has made a version that is not known yet. */
    protected bool $moved = false;

    /** @param string $serializer the name of what wrote and will read the data */
    final protected function __construct(
        protected readonly SessionClient $client,
        protected SessionKey $key,
        protected readonly string $serializer,
    ) {
    }

    /**
     * Reads a session in a mode, or in the one that stands in when the lock is not to be had.
     *
     * @param Rules|null $rules null for the defaults: most sites set none, and each object costs every page
     * @param Mode|null $mode null for exclusive, for the same reason
     * @throws SessionException when nobody knows, the lock was not to be had in time, or the data cannot be read
     */
    public static function start(
        SessionClient $client,
        SessionKey $key,
        string $serializer,
        ?Rules $rules,
        ?Mode $mode,
    ): self {
        if ($mode === null || $mode === Mode::Exclusive) {
            try {
                return LockedSession::acquire($client, $key, $serializer, $rules?->lock);
            } catch (LockHeld $held) {
                $mode = $rules?->modes->withoutLock ?? throw $held;
            }
        }

        return $mode === Mode::ReadOnly
            ? ReadOnlySession::find($client, $key, $serializer)
            : OptimisticSession::find($client, $key, $serializer, $rules?->lock);
    }

    /** A session under an id that this request made up: nobody else can know it, so there is nothing to ask. */
    public static function made(SessionClient $client, SessionKey $key, string $serializer, ?Mode $mode): self
    {
        return $mode === Mode::ReadOnly
            ? new ReadOnlySession($client, $key, $serializer)
            : new LockedSession($client, $key, $serializer);
    }

    final public function isOf(SessionKey $key): bool
    {
        return $this->key->value === $key->value;
    }

    /** Whether the service keeps this session. */
    final public function exists(): bool
    {
        return $this->etag !== null;
    }

    final public function data(): string
    {
        return $this->data;
    }

    /**
     * Stores the data; against the version that was read, whatever the mode.
     *
     * @throws SessionException when it was not stored
     */
    abstract public function save(#[\SensitiveParameter] string $data): void;

    /** Frees the lock if it is held. What goes wrong here hurts nobody: the lease frees it as well. */
    final public function release(): void
    {
        if ($this->lock === null) {
            return;
        }
        $lock = $this->lock;
        $this->lock = null;
        try {
            $this->client->release($this->key, $lock);
        } catch (SessionException) {
            return;
        }
    }

    /**
     * Gives the session another key, and keeps the lock; false when there is none to move, or it has moved already.
     *
     * False leaves no lock: the page goes on with a session of its own.
     *
     * @param Duration|null $grace how long the old key still reaches it; null for the namespace's default
     * @throws SessionException when nobody knows, or it was ended
     */
    final public function moveTo(SessionKey $key, ?Duration $grace): bool
    {
        if ($this->etag !== null) {
            try {
                $this->client->rotate($this->key, $key, $grace);
                $this->key = $key;

                return $this->moved = true;
            } catch (Conflict) {
                $this->release(); // Another page has given it another id: with the data that this one read.

                return false;
            } catch (SessionException $failure) {
                $this->release();
                throw $failure;
            }
        }
        $this->release();

        return false;
    }

    /** @throws SessionException when nobody knows whether the session was ended */
    final public function end(): void
    {
        $this->client->end($this->key);
        $this->lock = null;
        $this->etag = null;
        $this->data = '';
    }

    /** @throws SerializerMismatch */
    final protected function take(?Session $found): void
    {
        $this->etag = $found?->etag;
        $this->data = Envelope::open($this->serializer, $found?->payload ?? '');
    }

    /** Stores the data under the version that was read, and frees the lock with it. */
    final protected function write(#[\SensitiveParameter] string $data): void
    {
        $write = new Write(Envelope::seal($this->serializer, $data), null, $this->lock, $this->lock !== null);
        $this->etag = $this->etag === null
            ? $this->client->create($this->key, $write)->session->etag
            : $this->client->save($this->key, $write, $this->etag)->session->etag;
        $this->lock = null;
    }

    /**
     * Takes the version that a move made, if it still holds what was read.
     *
     * A move names no version. Did somebody save before it, the old version stays, and the save is refused.
     */
    final protected function settleMove(#[\SensitiveParameter] string $read): void
    {
        $found = $this->client->find($this->key, null, false);
        $this->moved = false;
        if ($found instanceof Session && Envelope::open($this->serializer, (string) $found->payload) === $read) {
            $this->etag = $found->etag;
        }
    }
}
