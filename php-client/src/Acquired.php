<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * A lock that is now the caller's, and the session under it, if there is one.
 */
final class Acquired
{
    /** @param Headers|null $told where the time is */
    public function __construct(
        public readonly ?Session $session,
        private readonly ?Headers $told = null,
    ) {
    }

    /** The same lock, and what the caller knows of the session. */
    public function with(Session $session): self
    {
        return new self($session, $this->told);
    }

    /** When the lock falls free unless it is renewed; null when the answer did not say. */
    public function lockExpireTime(): ?\DateTimeImmutable
    {
        $text = $this->told?->header('session-lock-expires');

        return $text === null ? null : new \DateTimeImmutable($text);
    }
}
