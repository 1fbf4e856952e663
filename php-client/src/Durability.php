<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * What an acknowledged write stands on.
 */
enum Durability: string
{
    case Memory = 'memory';
    case OneCopy = 'one-copy';
    case TwoCopies = 'two-copies';
    case Database = 'database';
    case Cache = 'cache';
}
