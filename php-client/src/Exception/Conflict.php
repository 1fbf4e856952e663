<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A write that met another state than it was made for: nothing of it was applied.
 */
final class Conflict extends SessionException
{
}
