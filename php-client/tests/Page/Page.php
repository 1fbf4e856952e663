<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

/**
 * What a browser got.
 */
final class Page
{
    /** The session id that the page gave the browser; null when it gave none. */
    public readonly ?string $newId;

    public function __construct(string $head, public readonly string $body)
    {
        $found = preg_match_all('/^Set-Cookie: PHPSESSID=([^;\r]*)/mi', $head, $matches);
        $this->newId = $found > 0 ? end($matches[1]) : null;
    }
}
