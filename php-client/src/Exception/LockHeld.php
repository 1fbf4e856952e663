<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A lock that another owner kept for all of the wait.
 */
final class LockHeld extends SessionException
{
}
