<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The name of one write: a write sent again under the same name is applied once and answers as the first time.
 */
final class OperationId
{
    private function __construct(public readonly string $value)
    {
    }

    public static function random(): self
    {
        return new self(Token::random());
    }

    /** @throws \InvalidArgumentException when it is neither a UUID nor 32 hexadecimal digits */
    public static function of(string $value): self
    {
        if (\preg_match('/^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/iD', $value) !== 1) {
            $length = \strlen($value);
            throw new \InvalidArgumentException(
                "operation id: $length characters (expected: a UUID or 32 hexadecimal digits)"
            );
        }

        return new self($value);
    }
}
