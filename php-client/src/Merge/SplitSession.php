<?php

declare(strict_types=1);

namespace Holdfast\Session\Merge;

/**
 * A stored session, split into its top-level keys.
 *
 * @internal
 */
final class SplitSession
{
    /** @param array<string, SerializedValue> $values by the text of the key, as it stands in the format */
    private function __construct(private readonly bool $isArray, public readonly array $values)
    {
    }

    /**
     * Splits what `php`, `php_serialize` or Laravel wrote.
     *
     * Null when it is none of these, is damaged, or has values that two keys share by reference: those cannot be
     * taken apart.
     */
    public static function of(string $serializer, #[\SensitiveParameter] string $data): ?self
    {
        $scanner = new ValueScanner($data);
        $isArray = $serializer === 'php_serialize' || $serializer === 'laravel';
        $values = match (true) {
            $data === '' => [],
            $isArray => self::array($scanner),
            $serializer === 'php' => self::pairs($scanner),
            default => null,
        };

        return $values === null ? null : new self($isArray, $values);
    }

    /** @param array<string, SerializedValue> $values */
    public function with(array $values): self
    {
        return new self($this->isArray, $values);
    }

    public function text(): string
    {
        $number = $this->isArray ? 2 : 1;
        $text = '';
        foreach ($this->values as $key => $value) {
            $text .= $key . $value->at($number);
            $number += $value->count;
        }

        return $this->isArray ? 'a:' . \count($this->values) . ":{{$text}}" : $text;
    }

    /** The name of a key in the application. */
    public static function name(string $key): string
    {
        return match (true) {
            \str_ends_with($key, '|') => \substr($key, 0, -1),
            \str_starts_with($key, 's:') => \substr($key, (int) \strpos($key, '"') + 1, -2),
            default => \substr($key, 2, -1),
        };
    }

    /** @return array<string, SerializedValue>|null */
    private static function pairs(ValueScanner $scanner): ?array
    {
        $values = [];
        for ($number = 1; !$scanner->atEnd(); $number += $value->count) {
            $key = $scanner->upTo('|');
            $value = $key === null ? null : $scanner->value($number);
            if ($value === null || $value->isCoupled()) {
                return null;
            }
            $values["$key|"] = $value;
        }

        return $values;
    }

    /** @return array<string, SerializedValue>|null */
    private static function array(ValueScanner $scanner): ?array
    {
        $values = [];
        $left = $scanner->literal('a:') ? (int) $scanner->upTo(':{') : 0;
        for ($number = 2; $left > 0; $left--, $number += $value->count) {
            $key = $scanner->key();
            $value = $key === null ? null : $scanner->value($number);
            if ($value === null || $value->isCoupled()) {
                return null;
            }
            $values[$key] = $value;
        }

        return $scanner->literal('}') && $scanner->atEnd() ? $values : null;
    }
}
