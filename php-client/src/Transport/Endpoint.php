<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Exception\InvalidOptions;

/**
 * One address where the service listens.
 */
final class Endpoint
{
    private const HOST = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-';

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
        [$scheme, $place] = explode('://', $text, 2) + [1 => ''];
        $place = str_ends_with($place, '/') ? substr($place, 0, -1) : $place;
        [$host, $port] = explode(':', $place, 2) + [1 => $scheme === 'https' ? '443' : '80'];
        $known = $scheme === 'http' || $scheme === 'https';
        if (!$known || $host === '' || strspn($host, self::HOST) !== strlen($host) || !self::isPort($port)) {
            throw InvalidOptions::endpoint($text);
        }
        $tls = $scheme === 'https';

        return new self($text, ($tls ? 'tls' : 'tcp') . "://$host:$port", "$host:$port", $tls);
    }

    private static function isPort(string $text): bool
    {
        return ctype_digit($text) && strlen($text) <= 5 && (int) $text > 0 && (int) $text < 65_536;
    }
}
