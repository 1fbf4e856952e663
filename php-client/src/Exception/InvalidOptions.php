<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

/**
 * A configuration that cannot work; the message names the value and what was expected.
 */
final class InvalidOptions extends \InvalidArgumentException
{
    public static function value(string $name, string $value, string $expected): self
    {
        return new self("session.save_path: $name=$value (expected: $expected)");
    }

    /** @param list<string> $known */
    public static function unknownName(string $name, array $known): self
    {
        $nearest = self::nearest($name, $known);
        $hint = $nearest === null ? 'one of ' . \implode(', ', $known) : "perhaps $nearest";

        return new self("session.save_path: unknown option $name (expected: $hint)");
    }

    /** Credentials have no place in an endpoint; they are not printed either. */
    public static function endpoint(#[\SensitiveParameter] string $value): self
    {
        $at = \strrpos($value, '@');
        $value = $at === false ? $value : '***' . \substr($value, $at);

        return new self(
            "session.save_path: endpoint '$value' (expected: http://host:port, https://host:port or unix:///path)"
        );
    }

    public static function setting(string $name, string $value, string $expected): self
    {
        return new self("$name=$value (expected: $expected)");
    }

    /** @param list<string> $known */
    private static function nearest(string $name, array $known): ?string
    {
        $best = null;
        $least = 4;
        foreach ($known as $candidate) {
            $distance = \levenshtein($name, $candidate);
            if ($distance < $least) {
                [$best, $least] = [$candidate, $distance];
            }
        }

        return $best;
    }
}
