<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * One session of a user, by an opaque handle: neither its key nor its payload.
 */
final class UserSession
{
    public function __construct(
        public readonly string $handle,
        public readonly \DateTimeImmutable $createTime,
        public readonly \DateTimeImmutable $expireTime,
    ) {
    }
}
