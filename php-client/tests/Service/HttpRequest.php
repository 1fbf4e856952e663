<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Duration;

/**
 * One request as the fake service received it.
 */
final class HttpRequest
{
    /** @param array<string, string> $headers by name in lower case */
    private function __construct(
        public readonly string $method,
        public readonly string $target,
        public readonly array $headers,
        public readonly string $body,
        public readonly int $connection,
    ) {
    }

    /**
     * Takes a complete request off the front of a buffer; null when there is none yet.
     *
     * @param int $connection the number of the connection it came on
     */
    public static function take(string &$buffer, int $connection): ?self
    {
        $end = strpos($buffer, "\r\n\r\n");
        if ($end === false) {
            return null;
        }
        $lines = explode("\r\n", substr($buffer, 0, $end));
        [$method, $target] = explode(' ', array_shift($lines));
        $headers = [];
        foreach ($lines as $line) {
            [$name, $value] = explode(':', $line, 2);
            $headers[strtolower($name)] = trim($value);
        }
        $length = (int) ($headers['content-length'] ?? 0);
        if (strlen($buffer) < $end + 4 + $length) {
            return null;
        }
        $body = substr($buffer, $end + 4, $length);
        $buffer = substr($buffer, $end + 4 + $length);

        return new self($method, $target, $headers, $body, $connection);
    }

    public function header(string $name): ?string
    {
        return $this->headers[$name] ?? null;
    }

    /** How long the caller would wait for a lock. */
    public function wait(): ?Duration
    {
        $prefer = $this->header('prefer') ?? '';

        return str_starts_with($prefer, 'wait=') ? Duration::parse(substr($prefer, 5) . 's') : null;
    }

    /** The kind of call, such as `GET` or `acquire`. */
    public function call(): string
    {
        $colon = strrpos($this->target, ':');

        return $colon === false ? $this->method : substr($this->target, $colon + 1);
    }
}
