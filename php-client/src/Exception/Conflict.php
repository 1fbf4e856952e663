<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

use Holdfast\Session\Problem;

/**
 * A write that met another state than it was made for.
 *
 * It overwrote nothing. Where the problem's outcome is unknown, one of the writes since may be its own first attempt.
 */
final class Conflict extends SessionException
{
    /** Two saves without a lock that cannot be put together. */
    public static function notMergeable(): self
    {
        return new self(
            'Another page saved the session meanwhile, and the two cannot be merged (expected: '
            . 'session.serialize_handler php or php_serialize, and no reference from one key to another)',
            new Problem('NOT_MERGEABLE', 0),
            'none',
        );
    }
}
