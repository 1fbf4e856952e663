<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A payload above the limit of the namespace or of the store.
 */
final class PayloadTooLarge extends SessionException
{
}
