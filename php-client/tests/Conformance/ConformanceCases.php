<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Tests\Service\ServiceUnderTest;

/**
 * The cases of the protocol that a typed client can run.
 */
final class ConformanceCases
{
    private const FOLDER = __DIR__ . '/../../../api/src/main/resources/conformance/v1';

    /** What this runner cannot do: send what the client has no words for. */
    private const LACKS = ['raw-http', 'delegated-errors'];

    /** @return iterable<string, array{array<string, mixed>}> the cases for a service without a database */
    public static function withoutDatabase(): iterable
    {
        return self::allBut('database');
    }

    /** @return iterable<string, array{array<string, mixed>}> the cases for the service under test */
    public static function ofServiceUnderTest(): iterable
    {
        return self::allBut(ServiceUnderTest::hasDatabase() ? 'no-database' : 'database');
    }

    /** @return iterable<string, array{array<string, mixed>}> */
    private static function allBut(string $requirement): iterable
    {
        $lacks = [...self::LACKS, $requirement];
        $files = glob(self::FOLDER . '/*.json') ?: throw new \RuntimeException('There are no conformance cases');
        foreach ($files as $file) {
            $cases = json_decode((string) file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
            foreach ($cases as $case) {
                if (array_intersect($case['requires'] ?? [], $lacks) === []) {
                    yield basename($file, '.json') . ': ' . $case['name'] => [$case];
                }
            }
        }
    }
}
