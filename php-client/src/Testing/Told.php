<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Headers;

/**
 * The headers of an answer that nobody sent.
 *
 * @internal
 */
final class Told implements Headers
{
    /** @param array<string, string|null> $headers by name in lower case */
    public function __construct(private readonly array $headers)
    {
    }

    public function header(string $name): ?string
    {
        return $this->headers[$name] ?? null;
    }
}
