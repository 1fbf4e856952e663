<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

/**
 * A page that was asked for.
 */
final class PendingPage
{
    /** @param resource $stream */
    public function __construct(private $stream)
    {
    }

    public function finish(): Page
    {
        [$head, $body] = explode("\r\n\r\n", (string) stream_get_contents($this->stream), 2);
        fclose($this->stream);

        return new Page($head, $body);
    }
}
