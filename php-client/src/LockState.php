<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * What became of the lock that a request named.
 */
enum LockState: string
{
    case Held = 'held';
    case Released = 'released';

    /** It was not the caller's any more. Information only: the version decided the write. */
    case Lost = 'lost';
}
