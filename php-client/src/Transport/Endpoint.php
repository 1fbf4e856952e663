<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Exception\InvalidOptions;

/**
 * One address where the service listens.
 */
final class Endpoint
{
    private const HTTP = '~^(https?)://([a-zA-Z0-9.-]+|\[[a-fA-F0-9.:]+\])(?::(\d{1,5}))?/?$~D';

    /**
     * @param string $name as configured, such as `http://10.0.0.5:8080`
     * @param string $address as PHP's streams want it, such as `tcp://10.0.0.5:8080`
     * @param string $host the Host header
     */
    private function __construct(
        public readonly string $name,
        public readonly string $address,
        public readonly string $host,
    ) {
    }

    /** @throws InvalidOptions */
    public static function parse(string $text): self
    {
        if (\str_starts_with($text, 'unix:///') && \strlen($text) > 8) {
            return new self($text, $text, 'localhost');
        }
        if (\preg_match(self::HTTP, $text, $parts) !== 1) {
            throw InvalidOptions::endpoint($text);
        }
        $secure = $parts[1] === 'https';
        $port = (int) ($parts[3] ?? ($secure ? 443 : 80));
        if ($port < 1 || $port > 65_535) {
            throw InvalidOptions::endpoint($text);
        }
        $host = "$parts[2]:$port";

        return new self($text, ($secure ? 'tls://' : 'tcp://') . $host, $host);
    }
}
