<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The path that the running PHP request asks for.
 *
 * It stands alone, and is not preloaded: PHP fills `$_SERVER` in each request that loads a file with its name, and
 * pages whose path does not matter need not pay for that.
 *
 * @internal
 */
final class RequestPath
{
    /** Such as `/feed/new`, without the query; empty on the command line. */
    public static function current(): string
    {
        $uri = $_SERVER['REQUEST_URI'] ?? '';

        return \substr($uri, 0, \strcspn($uri, '?'));
    }
}
