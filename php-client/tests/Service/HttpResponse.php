<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

/**
 * One answer of the fake service.
 */
final class HttpResponse
{
    /** @param array<string, string|null> $headers null leaves one out */
    public function __construct(
        public readonly int $status,
        public readonly array $headers = [],
        public readonly string $body = '',
    ) {
    }

    /** @param array<string, mixed> $members */
    public static function json(int $status, array $members): self
    {
        return new self($status, ['Content-Type' => 'application/json'], json_encode($members, JSON_THROW_ON_ERROR));
    }

    /** @param array<string, string|null> $headers */
    public function with(array $headers): self
    {
        return new self($this->status, $headers + $this->headers, $this->body);
    }

    public function text(bool $withoutBody): string
    {
        $text = "HTTP/1.1 $this->status Status\r\n";
        $length = in_array($this->status, [204, 304], true) ? null : (string) strlen($this->body);
        foreach ($this->headers + ['Content-Length' => $length] as $name => $value) {
            $text .= $value === null ? '' : "$name: $value\r\n";
        }

        return $text . "\r\n" . ($withoutBody ? '' : $this->body);
    }
}
