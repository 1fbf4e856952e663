<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Headers;
use Holdfast\Session\Problem;

/**
 * One HTTP answer.
 *
 * @internal
 */
final class Answer implements Headers
{
    public readonly int $status;

    public string $body = '';

    /** Whether the stream that it came over can serve no further call. */
    public bool $last = false;

    /** Whether the service may have applied an earlier attempt of the same call. */
    public bool $repeated = false;

    /**
     * @param string $head the status line and the headers, without the empty line
     * @param string $lowered the same in lower case
     */
    public function __construct(private readonly string $head, private readonly string $lowered)
    {
        $this->status = (int) \substr($head, 9, 3);
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

    /** The id of the request that it answers; empty when it does not tell. */
    public function requestId(): string
    {
        return $this->header('session-request') ?? '';
    }

    /** Why the service refused the call, all its attempts considered; null for an answer of something between. */
    public function problem(): ?Problem
    {
        $retryAfter = $this->header('session-retry-after-ms');
        $problem = Problem::parse($this->status, $this->body, $retryAfter === null ? null : (int) $retryAfter);

        return $this->repeated ? $problem?->afterUnknown() : $problem;
    }
}
