<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Why there is no session: a proven fact, never the guess of a store that did not answer.
 */
enum Absence
{
    /** Nobody created it, or it expired. */
    case NotFound;

    /** It was ended; it does not come back. */
    case Ended;
}
