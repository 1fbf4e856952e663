<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Tests\Service\ServiceUnderTest;
use PHPUnit\Framework\TestCase;

final class RestConformanceTest extends TestCase
{
    private static ServiceUnderTest $service;

    private static RestTarget $target;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceUnderTest::start();
        self::$target = new RestTarget(self::$service->url, self::$service->operationsUrl);
    }

    public static function tearDownAfterClass(): void
    {
        self::$service->stop();
    }

    /**
     * @dataProvider \Holdfast\Session\Tests\Conformance\ConformanceCases::ofServiceUnderTest
     * @param array<string, mixed> $case
     */
    public function testRestClientKeepsTheProtocol(array $case): void
    {
        (new CaseRun(self::$target))->play($case);
    }
}
