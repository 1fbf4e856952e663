<?php

declare(strict_types=1);

namespace Holdfast\Local\Fault;

/**
 * Findings as text, one column for each save handler.
 */
final class Table
{
    /** @param array<string, list<Finding>> $findings by handler */
    public static function of(array $findings): string
    {
        $first = reset($findings) ?: [];
        $rows = [['', ...array_keys($findings)]];
        foreach (array_keys($first) as $row) {
            $cells = array_map(
                static fn (array $column): string => ($column[$row]->good ? 'ok: ' : 'BAD: ') . $column[$row]->seen,
                array_values($findings)
            );
            $rows[] = [$first[$row]->fault, ...$cells];
        }
        $widths = array_map(
            static fn (int $column): int => max(array_map('strlen', array_column($rows, $column))),
            array_keys($rows[0])
        );
        $lines = array_map(static fn (array $row): string => rtrim(implode('  ', array_map(
            static fn (string $cell, int $width): string => str_pad($cell, $width),
            $row,
            $widths
        ))), $rows);

        return implode("\n", $lines) . "\n";
    }
}
