<?php

declare(strict_types=1);

namespace Holdfast\Local\Fault;

/**
 * What came of one fault.
 */
final class Finding
{
    public function __construct(
        public readonly string $fault,
        public readonly string $seen,
        public readonly bool $good,
    ) {
    }
}
