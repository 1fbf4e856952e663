<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Exception\InvalidOptions;

/**
 * One address where the service listens.
 */
final class Endpoint
{
    private const NAME = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-';
    private const IPV6 = 'abcdefABCDEF0123456789.:[]';

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
        if (str_starts_with($text, 'unix:///') && strlen($text) > 8) {
            return new self($text, $text, 'localhost');
        }
        [$scheme, $place] = explode('://', $text, 2) + [1 => ''];
        $place = str_ends_with($place, '/') ? substr($place, 0, -1) : $place;
        $colon = strrpos($place, ':');
        $named = $colon !== false && $colon > (int) strrpos($place, ']');
        $host = $named ? substr($place, 0, $colon) : $place;
        $port = $named ? substr($place, $colon + 1) : ($scheme === 'https' ? '443' : '80');
        if (($scheme !== 'http' && $scheme !== 'https') || !self::isHost($host) || !self::isPort($port)) {
            throw InvalidOptions::endpoint($text);
        }

        return new self($text, ($scheme === 'https' ? 'tls' : 'tcp') . "://$host:$port", "$host:$port");
    }

    private static function isHost(string $text): bool
    {
        return $text !== '' && strspn($text, $text[0] === '[' ? self::IPV6 : self::NAME) === strlen($text);
    }

    private static function isPort(string $text): bool
    {
        return ctype_digit($text) && strlen($text) <= 5 && (int) $text > 0 && (int) $text < 65_536;
    }
}
