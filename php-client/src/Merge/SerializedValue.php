<?php

declare(strict_types=1);

namespace Holdfast\Session\Merge;

/**
 * One value in PHP's serialization format, as text that can stand elsewhere.
 *
 * The format numbers its values, and a reference names a number: moved to another place, it needs another one.
 *
 * @internal
 */
final class SerializedValue
{
    /**
     * @param int $first the number of the value where it was found; values within it follow
     * @param int $count of numbered values, this one included
     * @param list<array{int, int, int|string}> $references where the digits are, how many, and what number they name;
     *     or where a reference to a case of an enumeration is, how long, and the text of the case
     */
    public function __construct(
        #[\SensitiveParameter] private readonly string $text,
        private readonly int $first,
        public readonly int $count,
        private readonly array $references,
    ) {
    }

    /** Whether a reference leads out of this value. */
    public function isCoupled(): bool
    {
        foreach ($this->references as [, , $number]) {
            if (\is_int($number) && ($number < $this->first || $number >= $this->first + $this->count)) {
                return true;
            }
        }

        return false;
    }

    /** The text for a place where this value gets the given number. */
    public function at(int $first): string
    {
        $text = '';
        $from = 0;
        foreach ($this->references as [$at, $digits, $number]) {
            $text .= \substr($this->text, $from, $at - $from);
            $text .= \is_int($number) ? $number - $this->first + $first : $number;
            $from = $at + $digits;
        }

        return $text . \substr($this->text, $from);
    }
}
