<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Exception\InvalidOptions;

/**
 * One address where the service listens.
 */
final class Endpoint
{
    /**
     * @param string $name as configured, such as `http://10.0.0.5:8080`
     * @param string $address as PHP's streams want it, such as `tcp://10.0.0.5:8080`
     * @param string $host the Host header
     */
    private function __construct(
        public readonly string $name,
        public readonly string $address,
        public readonly string $host,
        public readonly bool $tls,
    ) {
    }

    /** @throws InvalidOptions */
    public static function parse(string $text): self
    {
        if (str_starts_with($text, 'unix:///') && strlen($text) > 8) {
            return new self($text, $text, 'localhost', false);
        }
        $url = parse_url(str_ends_with($text, '/') ? substr($text, 0, -1) : $text);
        $scheme = $url['scheme'] ?? '';
        $parts = is_array($url) ? array_diff(array_keys($url), ['scheme', 'host', 'port']) : ['all'];
        if ($parts !== [] || !isset($url['host']) || ($scheme !== 'http' && $scheme !== 'https')) {
            throw InvalidOptions::endpoint($text);
        }
        $tls = $scheme === 'https';
        $port = $url['port'] ?? ($tls ? 443 : 80);

        return new self($text, ($tls ? 'tls' : 'tcp') . "://{$url['host']}:$port", "{$url['host']}:$port", $tls);
    }
}
