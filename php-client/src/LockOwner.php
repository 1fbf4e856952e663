<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The token by which one request proves that a lock is its own; asking again with it is harmless.
 */
final class LockOwner
{
    private function __construct(public readonly string $value)
    {
    }

    public static function random(): self
    {
        return new self(Token::random());
    }

    /** @throws \InvalidArgumentException when it is not 8 to 64 of A-Z, a-z, 0-9, _ and - */
    public static function of(string $value): self
    {
        Token::check('lock owner', $value, 8, 64);

        return new self($value);
    }
}
