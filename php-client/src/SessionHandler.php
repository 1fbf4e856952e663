<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\InvalidOptions;
use Holdfast\Session\Exception\SessionException;

/**
 * PHP's save handler: keeps `$_SESSION` in the session service, under a lock from start to close.
 *
 * A page costs two round trips: the first of `validateId` and `read` locks and reads, `write` saves against the
 * version that was read and frees the lock. A visitor who never stores anything costs none.
 *
 * When the service does not answer, session_start() throws: it never looks as if there were no session, which
 * would log the visitor out. A save that would overwrite somebody else's is not made: it is told by a warning.
 */
final class SessionHandler implements
    \SessionHandlerInterface,
    \SessionIdInterface,
    \SessionUpdateTimestampHandlerInterface
{
    private ?OpenSession $open = null;

    /** What kept validateId() from an answer; read() throws it. */
    private ?SessionException $failure = null;

    /** @var array<string, bool> ids made by this request and not stored; true once they have been read */
    private array $made = [];

    /**
     * @param SessionClient|null $client null: made from session.save_path when a session is started
     * @param LockTerms|null $terms null: those of session.save_path, or the defaults
     */
    public function __construct(
        private ?SessionClient $client = null,
        private ?LockTerms $terms = null,
    ) {
    }

    /** @throws InvalidOptions */
    public function open(string $path, string $name): bool
    {
        if ($this->client === null) {
            $options = SavePath::parse($path);
            $this->client = new RestSessionClient($options);
            $this->terms ??= $options->lock;
        }

        return true;
    }

    /** A new id: 128 random bits in hexadecimal. */
    public function create_sid(): string // phpcs:ignore PSR1.Methods.CamelCapsMethodName -- PHP's name
    {
        $id = Token::random();
        $this->made[$id] = false;

        return $id;
    }

    /**
     * Whether the service keeps a session under this id.
     *
     * False makes PHP give the visitor another id, and an exception here ends in an obscure error of PHP: so what
     * nobody knows is answered with true, and read(), which PHP calls next, throws.
     */
    public function validateId(#[\SensitiveParameter] string $id): bool
    {
        if (isset($this->made[$id])) {
            return $this->made[$id];
        }
        try {
            $open = $this->acquire($id);
        } catch (SessionException $failure) {
            $this->failure = $failure;

            return true;
        }
        if (!$open->exists()) {
            $this->close();

            return false;
        }

        return true;
    }

    /** @throws SessionException when nobody knows, or another request kept the lock: session_start() fails then */
    public function read(#[\SensitiveParameter] string $id): string
    {
        if ($this->failure !== null) {
            $failure = $this->failure;
            $this->close();
            throw $failure;
        }
        if (!isset($this->made[$id])) {
            return $this->acquire($id)->payload();
        }
        $this->made[$id] = true;
        $this->open = OpenSession::made($this->client(), SessionKey::ofSessionId($id));

        return '';
    }

    public function write(#[\SensitiveParameter] string $id, #[\SensitiveParameter] string $data): bool
    {
        if ($this->open === null || !$this->open->isOf(SessionKey::ofSessionId($id))) {
            trigger_error('Holdfast: the session was not saved: it was not read before', E_USER_WARNING);

            return false;
        }
        if ($data === '' && !$this->open->exists()) {
            $this->open->release();

            return true;
        }
        try {
            $this->open->save($data);
        } catch (SessionException $failure) {
            return $this->notSaved($failure);
        }
        unset($this->made[$id]);

        return true;
    }

    /** The session is unchanged: reading it has renewed its time already, so only the lock is left to free. */
    public function updateTimestamp(#[\SensitiveParameter] string $id, #[\SensitiveParameter] string $data): bool
    {
        $this->open?->release();

        return true;
    }

    /** @throws SessionException when nobody knows whether the session was ended */
    public function destroy(#[\SensitiveParameter] string $id): bool
    {
        if (isset($this->made[$id])) {
            unset($this->made[$id]);

            return true;
        }
        $key = SessionKey::ofSessionId($id);
        if ($this->open?->isOf($key)) {
            $this->open->end();
        } else {
            $this->client()->end($key);
        }

        return true;
    }

    public function close(): bool
    {
        $this->open?->release();
        $this->open = null;
        $this->failure = null;

        return true;
    }

    /** The service removes expired sessions itself. */
    public function gc(int $max_lifetime): int
    {
        return 0;
    }

    /** Locks and reads, unless this request has done so already: from then on it answers from memory. */
    private function acquire(#[\SensitiveParameter] string $id): OpenSession
    {
        $key = SessionKey::ofSessionId($id);
        if ($this->open?->isOf($key)) {
            return $this->open;
        }
        $this->close();
        $this->terms ??= new LockTerms();

        return $this->open = OpenSession::acquire($this->client(), $key, $this->terms);
    }

    private function notSaved(SessionException $failure): bool
    {
        $this->open?->release();
        UnsavedSessions::count($failure);
        trigger_error('Holdfast: the session was not saved: ' . $failure->getMessage(), E_USER_WARNING);

        return false;
    }

    private function client(): SessionClient
    {
        return $this->client ?? throw new \LogicException('The session handler is used before open()');
    }
}
