<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * One live session of a user, by an opaque handle: neither its key nor its payload.
 */
final class UserSession
{
    /**
     * @param string $handle tells it from others until it gets a new key; no call takes it
     * @param \DateTimeImmutable $expireTime when it ends unless it is used again
     * @param \DateTimeImmutable $lifetimeExpireTime when it ends at the latest
     */
    public function __construct(
        public readonly string $handle,
        public readonly \DateTimeImmutable $createTime,
        public readonly \DateTimeImmutable $expireTime,
        public readonly \DateTimeImmutable $lifetimeExpireTime,
    ) {
    }
}
