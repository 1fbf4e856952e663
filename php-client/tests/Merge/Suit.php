<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Merge;

/**
 * An enumeration in a session.
 */
enum Suit
{
    case Hearts;
    case Spades;
}
