<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\SessionKey;

/**
 * One request, ready but for what depends on the endpoint and the attempt.
 *
 * @internal
 */
final class Request
{
    /**
     * @param string $headers each one ended by CR LF
     * @param int $waitMillis how long the service may hold the request back for a lock
     */
    public function __construct(
        public readonly string $method,
        public readonly string $target,
        public readonly SessionKey $key,
        public readonly string $headers = '',
        #[\SensitiveParameter] public readonly string $body = '',
        public readonly int $waitMillis = 0,
    ) {
    }
}
