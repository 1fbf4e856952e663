<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Tests\Service\ServiceUnderTest;
use PHPUnit\Framework\TestCase;

/**
 * One visitor, many pages at once, several PHP workers.
 */
final class ConcurrentVisitorTest extends TestCase
{
    public function testEveryIncrementCounts(): void
    {
        $service = ServiceUnderTest::start();
        $workers = [];
        for ($i = 0; $i < 4; $i++) {
            $workers[] = PageServer::start($service->url . '?wait=30s&timeout=10s');
        }
        $id = (string) $workers[0]->get('/count')->newId;
        $pending = [];
        for ($i = 0; $i < 99; $i++) {
            $pending[] = $workers[$i % 4]->begin('/count', $id);
        }
        $counts = array_map(static fn (PendingPage $page): int => (int) $page->finish()->body, $pending);
        sort($counts);
        $service->stop();

        self::assertSame(range(2, 100), $counts);
    }
}
