<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\InvalidOptions;
use Holdfast\Session\Exception\ReadOnlyPage;
use Holdfast\Session\Exception\SessionException;

/**
 * PHP's save handler: keeps `$_SESSION` in the session service, by default under a lock from start to close.
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
    private static bool $used = false;

    private ?OpenSession $open = null;

    /** The session that session_regenerate_id() has written or destroyed, until it is read under its new id. */
    private ?OpenSession $moving = null;

    private ?Duration $grace = null;

    /** @var array<string, SessionKey> by id: PHP names the same one in call after call */
    private array $keys = [];

    /** What kept validateId() from an answer; read() throws it. */
    private ?SessionException $failure = null;

    /** @var array<string, bool> ids made by this request and not stored; true once they have been read */
    private array $made = [];

    /**
     * @param SessionClient|null $client null: made from session.save_path when a session is started
     * @param Rules|null $rules null: those of the save path, or the defaults
     * @param string|null $savePath instead of session.save_path, in the same form
     */
    public function __construct(
        private ?SessionClient $client = null,
        private ?Rules $rules = null,
        private readonly ?string $savePath = null,
    ) {
    }

    /** A handler for the service that a text in the form of session.save_path names. */
    public static function to(string $savePath): self
    {
        return new self(null, null, $savePath);
    }

    /** Whether a session of this PHP request went to the session service. */
    public static function isUsed(): bool
    {
        return self::$used;
    }

    /** @throws InvalidOptions */
    public function open(string $path, string $name): bool
    {
        self::$used = true;
        if ($this->client === null) {
            \class_exists(Options::class, false) || require __DIR__ . '/../page.php';
            $options = SavePath::parse($this->savePath ?? $path);
            $this->rules ??= $options->rules;
            $this->client = $options->client($this->rules);
        }

        return true;
    }

    /** A new id: 128 random bits in hexadecimal, and the route of this server if it has one. */
    public function create_sid(): string // phpcs:ignore PSR1.Methods.CamelCapsMethodName -- PHP's name
    {
        $id = $this->rules?->newId() ?? Token::random();
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
        if (($this->moving !== null && $this->isMoving()) || isset($this->made[$id])) {
            return $this->made[$id] ?? false;
        }
        try {
            $open = $this->opened($id) ?? $this->start($id, \debug_backtrace(0, Caller::DEPTH));
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
        if (($this->moving === null || !$this->isMoving()) && !isset($this->made[$id])) {
            $open = $this->opened($id) ?? $this->start($id, \debug_backtrace(0, Caller::DEPTH));

            return $open->data();
        }
        $this->open = $this->moved($id);
        if ($this->open !== null) {
            unset($this->made[$id]); // The service keeps it.
        } else {
            $this->made[$id] = true;
            $mode = $this->mode(\debug_backtrace(0, Caller::DEPTH));
            $this->open = OpenSession::made($this->client(), $this->key($id), self::serializer(), $mode);
        }

        return '';
    }

    public function write(#[\SensitiveParameter] string $id, #[\SensitiveParameter] string $data): bool
    {
        $open = $this->opened($id);
        if ($open === null) {
            \trigger_error('Holdfast: the session was not saved: it was not read before', E_USER_WARNING);

            return false;
        }
        if (Caller::regeneratesId(\debug_backtrace(\DEBUG_BACKTRACE_IGNORE_ARGS, Caller::DEPTH))) {
            [$this->moving, $this->open] = [$open, null]; // The new id's write saves it, this one's would be lost.

            return true;
        }
        if ($open->exists() ? $data === $open->data() : $data === '') {
            $open->release();

            return true;
        }
        try {
            $open->save($data);
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
        $trace = \debug_backtrace(\DEBUG_BACKTRACE_IGNORE_ARGS, Caller::DEPTH);
        if (Caller::readsDamagedData($trace)) {
            \trigger_error('Holdfast: the session could not be decoded; it is kept as it was', E_USER_WARNING);

            return true;
        }
        $open = $this->opened($id);
        if ($open !== null && Caller::regeneratesId($trace)) {
            [$this->moving, $this->open, $this->grace] = [$open, null, Duration::ofMillis(0)];

            return true;
        }
        if (isset($this->made[$id])) {
            unset($this->made[$id]);
        } elseif ($open !== null) {
            $open->end();
        } else {
            $this->client()->end($this->key($id));
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

    /** The session of an id; null unless it is the one that this request works on. */
    private function opened(#[\SensitiveParameter] string $id): ?OpenSession
    {
        return $this->open?->isOf($this->key($id)) ? $this->open : null;
    }

    /**
     * Reads, and locks where the mode says so.
     *
     * @param list<array<string, mixed>> $trace of the function that PHP called
     */
    private function start(#[\SensitiveParameter] string $id, array $trace): OpenSession
    {
        if ($this->open !== null) {
            $this->close();
        }
        $key = $this->key($id);
        $mode = $this->mode($trace);

        return $this->open = OpenSession::start($this->client(), $key, self::serializer(), $this->rules, $mode);
    }

    /** Whether session_regenerate_id() is still between the old id and the new one; if not, the move is given up. */
    private function isMoving(): bool
    {
        if (!Caller::regeneratesId(\debug_backtrace(\DEBUG_BACKTRACE_IGNORE_ARGS, Caller::DEPTH))) {
            $this->moving?->release();
            [$this->moving, $this->grace] = [null, null];
        }

        return $this->moving !== null;
    }

    /** The session whose id was replaced, under its new one; null when there is none. */
    private function moved(#[\SensitiveParameter] string $id): ?OpenSession
    {
        [$moving, $grace] = [$this->moving, $this->grace ?? $this->rules?->grace];
        [$this->moving, $this->grace] = [null, null];

        return $moving?->moveTo($this->key($id), $grace) === true ? $moving : null;
    }

    /** @param list<array<string, mixed>> $trace */
    private function mode(array $trace): ?Mode
    {
        $mode = Modes::ofRequest($this->rules?->modes);

        return ($mode === null || $mode === Mode::Exclusive) && Caller::readsAndCloses($trace)
            ? Mode::ReadOnly
            : $mode;
    }

    private static function serializer(): string
    {
        return (string) \ini_get('session.serialize_handler');
    }

    private function notSaved(SessionException $failure): bool
    {
        $this->open?->release();
        if ($failure instanceof ReadOnlyPage && $this->rules?->modes->dropWrites) {
            return true;
        }
        UnsavedSessions::count($failure);
        \trigger_error('Holdfast: the session was not saved: ' . $failure->getMessage(), E_USER_WARNING);

        return false;
    }

    private function key(#[\SensitiveParameter] string $id): SessionKey
    {
        return $this->keys[$id] ??= $this->rules?->key($id) ?? SessionKey::ofSessionId($id);
    }

    private function client(): SessionClient
    {
        return $this->client ?? throw new \LogicException('The session handler is used before open()');
    }
}
