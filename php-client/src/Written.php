<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * An acknowledged write.
 */
final class Written
{
    /**
     * @param Session $session the new state, without its payload
     * @param Headers|null $told where the lock and the durability are
     */
    public function __construct(
        public readonly Session $session,
        public readonly bool $created = false,
        private readonly ?Headers $told = null,
    ) {
    }

    /** What became of the lock; null when the write named none. */
    public function lock(): ?LockState
    {
        return LockState::tryFrom($this->told?->header('session-lock') ?? '');
    }

    /** What the write stands on; null when the service named something that this client does not know. */
    public function durability(): ?Durability
    {
        return Durability::tryFrom($this->told?->header('session-durability') ?? '');
    }
}
