<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A lock that is not the caller's any more.
 */
final class LockLost extends SessionException
{
}
