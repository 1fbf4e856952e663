<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The live sessions of a user, at most 1000: those whose lifetimes end last, these first.
 */
final class UserSessionList
{
    /**
     * @param list<UserSession> $sessions none for a user without sessions
     * @param bool $more whether there may be others, which are not listed
     */
    public function __construct(public readonly array $sessions, public readonly bool $more)
    {
    }
}
