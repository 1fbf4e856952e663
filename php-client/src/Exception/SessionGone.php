<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A write to a session that was ended or is absent.
 */
final class SessionGone extends SessionException
{
}
