<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * How the save handler works: modes, locks, new ids, routes and local copies.
 */
final class Rules
{
    public readonly LockTerms $lock;
    public readonly Modes $modes;

    /**
     * @param LockTerms|null $lock null for the defaults
     * @param Modes|null $modes null: every page is exclusive, and fails when it cannot have the lock
     * @param Duration|null $grace how long an id that was replaced still reaches the session; null for the
     *     namespace's default
     * @param string|null $route what new ids end in, after a hyphen, so that a balancer can tell this server's
     *     visitors; `[a-z0-9]{1,8}`, set on all servers or on none
     * @param Duration|null $localCopy how long APCu keeps what this machine read or wrote last; null: not at all
     */
    public function __construct(
        ?LockTerms $lock = null,
        ?Modes $modes = null,
        public readonly ?Duration $grace = null,
        public readonly ?string $route = null,
        public readonly ?Duration $localCopy = null,
    ) {
        $this->lock = $lock ?? new LockTerms();
        $this->modes = $modes ?? new Modes();
    }

    /** A new id: 128 random bits in hexadecimal, and the route. */
    public function newId(): string
    {
        return $this->route === null ? Token::random() : Token::random() . '-' . $this->route;
    }

    /** The key of an id. Where routes are in use, a routed id and its head name one session. */
    public function key(#[\SensitiveParameter] string $id): SessionKey
    {
        $routed = $this->route !== null && \preg_match('/^[0-9a-f]{32}-[a-z0-9]{1,8}$/D', $id) === 1;

        return SessionKey::ofSessionId($routed ? \substr($id, 0, 32) : $id);
    }
}
