<?php

declare(strict_types=1);

namespace Holdfast\Session\Merge;

/**
 * Finds where a value ends in a text of PHP's serialization format; it makes no value and no object.
 *
 * @internal
 */
final class ValueScanner
{
    private const PLAIN = '/(?:N|[ibd]:[-+.0-9A-Za-z]+);/A';
    private const STRING = '/[sE]:(\d{1,9}):"/A';
    private const REFERENCE = '/([rR]):(\d{1,9});/A';
    private const CONTAINER = '/(?:a|O:(\d{1,9}):"[^"]*"):(\d{1,9}):\{/A';
    private const OPAQUE = '/C:\d{1,9}:"[^"]*":(\d{1,9}):\{/A';

    /** Where the next value or key begins. */
    public int $at = 0;

    /** @var list<int> for each open container, how many keys and values are still to come */
    private array $open = [];

    private int $first = 0;

    private int $count = 0;

    /** @var list<array{int, int, int|string}> */
    private array $references = [];

    /** @var array<int, string> the cases of enumerations, by number: one object each, whatever refers to it */
    private array $cases = [];

    public function __construct(#[\SensitiveParameter] private readonly string $text)
    {
    }

    /** Takes the next value; null when there is none. @param int $first the number it has */
    public function value(int $first): ?SerializedValue
    {
        $start = $this->at;
        [$this->open, $this->count, $this->references] = [[], 0, []];
        $this->first = $first;
        do {
            $isKey = $this->open !== [] && $this->open[\array_key_last($this->open)]-- % 2 === 0;
            if (!$this->item($isKey) || !$this->closeContainers()) {
                return null;
            }
        } while ($this->open !== []);
        $references = \array_map(static fn (array $one): array => [$one[0] - $start] + $one, $this->references);

        return new SerializedValue(\substr($this->text, $start, $this->at - $start), $first, $this->count, $references);
    }

    /** Takes the key of an array, as text; null when there is none. */
    public function key(): ?string
    {
        $start = $this->at;

        return $this->string() || $this->matches(self::PLAIN) !== null
            ? \substr($this->text, $start, $this->at - $start)
            : null;
    }

    /** Takes what is expected; false when something else is there. */
    public function literal(string $expected): bool
    {
        if (\substr($this->text, $this->at, \strlen($expected)) !== $expected) {
            return false;
        }
        $this->at += \strlen($expected);

        return true;
    }

    /** Takes the text up to a mark, and the mark; null when there is none. */
    public function upTo(string $mark): ?string
    {
        $end = \strpos($this->text, $mark, \min($this->at, \strlen($this->text)));
        if ($end === false) {
            return null;
        }
        $found = \substr($this->text, $this->at, $end - $this->at);
        $this->at = $end + \strlen($mark);

        return $found;
    }

    public function atEnd(): bool
    {
        return $this->at === \strlen($this->text);
    }

    private function item(bool $isKey): bool
    {
        if ($isKey) {
            return $this->key() !== null;
        }
        $this->count++;

        return $this->matches(self::PLAIN) !== null
            || $this->string()
            || $this->reference()
            || $this->container()
            || $this->opaque();
    }

    private function string(): bool
    {
        $from = $this->at;
        $found = $this->matches(self::STRING);
        if ($found === null) {
            return false;
        }
        $this->at += (int) $found[1];
        if ($found[0][0] === 'E') {
            $this->cases[$this->first + $this->count - 1] = \substr($this->text, $from, $this->at - $from) . '";';
        }

        return $this->literal('";');
    }

    /** A reference by R has no number of its own. */
    private function reference(): bool
    {
        $from = $this->at;
        $found = $this->matches(self::REFERENCE);
        if ($found === null) {
            return false;
        }
        $case = $found[1] === 'r' ? $this->cases[(int) $found[2]] ?? null : null;
        $this->references[] = $case === null
            ? [$from + 2, \strlen($found[2]), (int) $found[2]]
            : [$from, \strlen($found[0]), $case];
        $this->count -= $found[1] === 'R' ? 1 : 0;

        return true;
    }

    private function container(): bool
    {
        $found = $this->matches(self::CONTAINER);
        if ($found === null) {
            return false;
        }
        $this->open[] = 2 * (int) $found[2];

        return true;
    }

    /** What an object wrote itself is its own business: one value. */
    private function opaque(): bool
    {
        $found = $this->matches(self::OPAQUE);
        if ($found === null) {
            return false;
        }
        $this->at += (int) $found[1];

        return $this->literal('}');
    }

    private function closeContainers(): bool
    {
        while ($this->open !== [] && \end($this->open) === 0) {
            if (!$this->literal('}')) {
                return false;
            }
            \array_pop($this->open);
        }

        return true;
    }

    /** @return array<int, string>|null */
    private function matches(string $pattern): ?array
    {
        if ($this->at > \strlen($this->text) || \preg_match($pattern, $this->text, $found, 0, $this->at) !== 1) {
            return null;
        }
        $this->at += \strlen($found[0]);

        return $found;
    }
}
