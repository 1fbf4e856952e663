<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Headers;

/**
 * One HTTP answer.
 *
 * @internal
 */
final class Answer implements Headers
{
    public readonly int $status;

    public readonly string $body;

    private readonly string $lowered;

    /** @param string $head the status line and the headers, without the empty line */
    public function __construct(private readonly string $head)
    {
        $this->status = (int) \substr($head, 9, 3);
        $this->lowered = \strtolower($head);
    }

    /** Adds the body, once. */
    public function complete(#[\SensitiveParameter] string $body): self
    {
        $this->body = $body;

        return $this;
    }

    public function header(string $name): ?string
    {
        $at = \strpos($this->lowered, "\r\n$name:");
        if ($at === false) {
            return null;
        }
        $from = $at + \strlen($name) + 3;
        $to = \strpos($this->head, "\r\n", $from);

        return \trim($to === false ? \substr($this->head, $from) : \substr($this->head, $from, $to - $from));
    }
}
