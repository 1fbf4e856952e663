<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * A span of time with its unit, in whole milliseconds.
 */
final class Duration
{
    private const UNITS = ['ms' => 1, 's' => 1000, 'm' => 60_000, 'h' => 3_600_000, 'd' => 86_400_000];

    private function __construct(public readonly int $millis)
    {
    }

    public static function ofMillis(int $millis): self
    {
        return new self($millis);
    }

    public static function ofSeconds(int $seconds): self
    {
        return new self($seconds * 1000);
    }

    /**
     * Reads a number with its unit, such as `250ms`, `5s`, `0.25s`, `2m`, `12h`, `1d`.
     *
     * @throws \InvalidArgumentException when the unit is missing or unknown, or the number is no decimal
     */
    public static function parse(string $text): self
    {
        $digits = \strspn($text, '0123456789.');
        $number = \substr($text, 0, $digits);
        $unit = self::UNITS[\substr($text, $digits)] ?? null;
        if ($unit === null || !\is_numeric($number)) {
            throw new \InvalidArgumentException("$text (expected: a number and a unit, such as 250ms, 5s, 2m)");
        }

        return new self((int) \round((float) $number * $unit));
    }

    /** Decimal seconds without a unit, such as `0.25`. */
    public function seconds(): string
    {
        $millis = $this->millis % 1000;
        $whole = (string) \intdiv($this->millis, 1000);

        return $millis === 0 ? $whole : $whole . '.' . \rtrim(\sprintf('%03d', $millis), '0');
    }

    /** The form of the wire: decimal seconds with `s`, such as `0.25s`. */
    public function __toString(): string
    {
        return $this->seconds() . 's';
    }
}
