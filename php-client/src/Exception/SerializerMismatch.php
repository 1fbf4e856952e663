<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

use Holdfast\Session\Problem;

/**
 * A session that was stored by another serializer than the one PHP is set to.
 */
final class SerializerMismatch extends SessionException
{
    public static function found(string $stored, string $expected): self
    {
        return new self(
            "The session was stored with session.serialize_handler=$stored (expected: $expected)",
            new Problem('SERIALIZER_MISMATCH', 0),
            'none',
        );
    }
}
