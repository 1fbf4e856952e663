<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

use Holdfast\Session\Problem;

/**
 * A save of a page that had declared to read only.
 */
final class ReadOnlyPage extends SessionException
{
    public static function changed(): self
    {
        return new self('The page changed the session in mode read-only', new Problem('READ_ONLY', 0), 'none');
    }
}
