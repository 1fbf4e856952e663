<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * One write: the payload, its operation id, and what it says about the lock and the user.
 */
final class Write
{
    public readonly OperationId $operation;

    /**
     * @param OperationId|null $operation null for a new one; the same one again makes the write a replay
     * @param LockOwner|null $lock the lock that the caller holds, if any
     * @param bool $release whether that lock falls free with this write
     * @param string|null $user the caller's hash of the user id that the session is bound to
     */
    public function __construct(
        #[\SensitiveParameter] public readonly string $payload,
        ?OperationId $operation = null,
        public readonly ?LockOwner $lock = null,
        public readonly bool $release = false,
        public readonly ?string $user = null,
    ) {
        $this->operation = $operation ?? OperationId::random();
        if ($user !== null) {
            Token::check('user', $user, 16, 128);
        }
    }
}
