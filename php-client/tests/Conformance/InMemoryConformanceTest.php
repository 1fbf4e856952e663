<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use PHPUnit\Framework\TestCase;

final class InMemoryConformanceTest extends TestCase
{
    /**
     * @dataProvider \Holdfast\Session\Tests\Conformance\ConformanceCases::withoutDatabase
     * @param array<string, mixed> $case
     */
    public function testInMemoryClientKeepsTheProtocol(array $case): void
    {
        (new CaseRun(new InMemoryTarget()))->play($case);
    }
}
