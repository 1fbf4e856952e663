<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * How a page works on its session: with the lock, without writing, or without the lock.
 */
enum Mode: string
{
    /** The page takes the lock, waits for it, and has the session to itself until it saves or ends. */
    case Exclusive = 'exclusive';

    /** The page takes no lock and saves nothing: one round trip. Ending the session and a new id still work. */
    case ReadOnly = 'read-only';

    /** The page takes no lock; when another one has saved meanwhile, the changes of both are merged key by key. */
    case Optimistic = 'optimistic';
}
