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
     * @param LockState|null $lock null when the write named no lock
     * @param Durability|null $durability null when the service named one that this client does not know
     */
    public function __construct(
        public readonly Session $session,
        public readonly bool $created = false,
        public readonly ?LockState $lock = null,
        public readonly ?Durability $durability = null,
    ) {
    }
}
