<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The alphabet of the wire's names (keys, owners, operations): making and checking them.
 *
 * @internal
 */
final class Token
{
    private const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

    /** 32 random hexadecimal digits. */
    public static function random(): string
    {
        return \bin2hex(\random_bytes(16));
    }

    /**
     * Refuses a text that the wire has no room for; the message tells its length and never the text.
     *
     * @throws \InvalidArgumentException
     */
    public static function check(string $what, #[\SensitiveParameter] string $value, int $least, int $most): void
    {
        $length = \strlen($value);
        $valid = \strspn($value, self::ALPHABET);
        if ($length >= $least && $length <= $most && $valid === $length) {
            return;
        }
        $found = $valid === $length ? "$length characters" : \sprintf('byte 0x%02X', \ord($value[$valid]));
        throw new \InvalidArgumentException("$what: $found (expected: $least to $most of A-Z a-z 0-9 _ -)");
    }
}
