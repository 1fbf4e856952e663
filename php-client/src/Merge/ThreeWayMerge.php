<?php

declare(strict_types=1);

namespace Holdfast\Session\Merge;

/**
 * Puts the changes of two pages together, one top-level key of the session at a time.
 *
 * It works on the serialized text and makes no object, so no code of the application runs. What only one page has
 * changed, added or removed stays so. Where both changed the same key, the page that saves wins, unless the
 * application decides.
 */
final class ThreeWayMerge
{
    /** @var (\Closure(string, string|null, string|null, string|null): (string|null))|null */
    private static ?\Closure $decision = null;

    /**
     * Lets the application decide what becomes of a key that two pages have changed; null for the default again.
     *
     * The function gets the key, and as serialized text what it was, what this page made of it and what the other
     * one did; null stands for absent. It answers in the same form.
     *
     * @param (callable(string, string|null, string|null, string|null): (string|null))|null $decision
     */
    public static function decideClashes(?callable $decision): void
    {
        self::$decision = $decision === null ? null : $decision(...);
    }

    /**
     * @param string $base what both pages read
     * @return string|null null when one of the three cannot be split into keys
     */
    public static function of(
        string $serializer,
        #[\SensitiveParameter] string $base,
        #[\SensitiveParameter] string $mine,
        #[\SensitiveParameter] string $theirs,
    ): ?string {
        $was = SplitSession::of($serializer, $base)?->values;
        $own = SplitSession::of($serializer, $mine)?->values;
        $other = SplitSession::of($serializer, $theirs);
        if ($was === null || $own === null || $other === null) {
            return null;
        }
        $merged = [];
        foreach ($other->values + $own as $key => $ignored) {
            $value = self::choose($key, $was[$key] ?? null, $own[$key] ?? null, $other->values[$key] ?? null);
            if ($value !== null) {
                $merged[$key] = $value;
            }
        }

        return $other->with($merged)->text();
    }

    private static function choose(
        string $key,
        ?SerializedValue $base,
        ?SerializedValue $mine,
        ?SerializedValue $theirs,
    ): ?SerializedValue {
        [$was, $own, $other] = [$base?->at(1), $mine?->at(1), $theirs?->at(1)];

        return match (true) {
            $own === $other, $own === $was => $theirs,
            $other === $was || self::$decision === null => $mine,
            default => self::decided((self::$decision)(SplitSession::name($key), $was, $own, $other)),
        };
    }

    private static function decided(#[\SensitiveParameter] ?string $text): ?SerializedValue
    {
        if ($text === null) {
            return null;
        }
        $scanner = new ValueScanner($text);
        $value = $scanner->value(1);
        if ($value === null || $value->isCoupled() || !$scanner->atEnd()) {
            throw new \UnexpectedValueException('The decision about a clash (expected: one serialized value, or null)');
        }

        return $value;
    }
}
