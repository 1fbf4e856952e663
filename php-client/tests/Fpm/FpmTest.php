<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Fpm;

use Holdfast\Session\Tests\Service\ServiceUnderTest;
use PHPUnit\Framework\TestCase;

/**
 * Many pages of one visitor at once, in many workers of FPM.
 */
final class FpmTest extends TestCase
{
    private static ServiceUnderTest $service;

    private static FpmPool $pages;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceUnderTest::start();
        self::$pages = FpmPool::start(self::$service->url . '?wait=30s&timeout=10s&lease=4s', 16);
    }

    public static function tearDownAfterClass(): void
    {
        self::$pages->stop();
        self::$service->stop();
    }

    public function testTwoHundredVisitsAtOnceAllCount(): void
    {
        $id = self::$pages->get('/count')->newId;
        $counts = array_map('intval', $this->all(fn (): FastCgi => self::$pages->begin('/count', $id), 200));
        sort($counts);

        self::assertSame(range(2, 201), $counts);
        self::assertSame('202', self::$pages->get('/count', $id)->body);
    }

    public function testOptimisticPagesLoseNoKey(): void
    {
        $id = self::$pages->get('/count')->newId;
        $this->all(
            fn (int $number): FastCgi => self::$pages->begin("/set?mode=optimistic&set=key$number", $id),
            64
        );
        $session = json_decode(self::$pages->get('/read', $id)->body, true);

        self::assertCount(65, $session);
    }

    public function testInventedIdIsNotTaken(): void
    {
        $invented = bin2hex(random_bytes(16));
        $page = self::$pages->get('/count', $invented);

        self::assertNotSame($invented, $page->newId);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', (string) $page->newId);
        self::assertSame('[]', self::$pages->get('/read', $invented)->body);
    }

    public function testKilledWorkerDelaysTheNextPageByItsLease(): void
    {
        $id = self::$pages->get('/count')->newId;
        $killed = self::$pages->get('/kill', $id);

        self::assertSame('', $killed->body);
        self::assertSame('2', self::$pages->get('/count', $id)->body);
        $line = '/waited [\d.]+s for the lock .*\(request [0-9a-f]+-1\)/';
        self::assertMatchesRegularExpression($line, self::$pages->log());
        self::assertStringNotContainsString((string) $id, self::$pages->log());
    }

    public function testKilledWorkerDelaysNobodyWhenItsLockEndsWithItsConnection(): void
    {
        if (!ServiceUnderTest::isReal()) {
            self::markTestSkipped('the fake service does not see connections close');
        }
        $pages = FpmPool::start(self::$service->url . '?wait=10s&lease=60s&lock_scope=connection', 2);
        $id = $pages->get('/count')->newId;
        $pages->get('/kill', $id);

        self::assertSame('2', $pages->get('/count', $id)->body);
        $pages->stop();
    }

    public function testNobodyReadsTheAnswerThatAKilledWorkersSocketHeld(): void
    {
        $pages = FpmPool::start(self::$service->url . '?wait=30s&timeout=10s', 1);
        $victim = (string) $pages->get('/twice')->newId;
        $visitor = $pages->get('/count')->newId;
        $pages->get("/unfinished?victim=$victim&arrived");

        self::assertSame('{"count":1}', $pages->get('/read', $visitor)->body);
        $pages->get("/unfinished?victim=$victim");
        self::assertSame('2', $pages->get('/count', $visitor)->body);
        $pages->stop();
    }

    /**
     * @param \Closure(int): FastCgi $begin
     * @return list<string> bodies
     */
    private function all(\Closure $begin, int $count): array
    {
        $requests = array_map($begin, range(1, $count));

        return array_map(static fn (FastCgi $request): string => FpmPool::page($request)->body, $requests);
    }
}
