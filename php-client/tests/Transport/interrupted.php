<?php

declare(strict_types=1);

// phpcs:disable PSR1.Files.SideEffects -- a function in place of PHP's own

namespace Holdfast\Session\Transport;

/** Asks the stream as PHP does, after as many interruptions by a signal as were ordered. */
function stream_select(?array &$read, ?array &$write, ?array &$except, ?int $seconds): int|false
{
    if (($GLOBALS['signals'] ?? 0) > 0) {
        $GLOBALS['signals']--;

        return false;
    }

    return \stream_select($read, $write, $except, $seconds);
}
