<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A request that the service does not take as such: token, namespace, form or ability.
 */
final class RequestRefused extends SessionException
{
}
