<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Fpm;

use Holdfast\Session\Tests\Service\ServiceUnderTest;
use PHPUnit\Framework\TestCase;

/**
 * A visitor of a shop, from the log-in to the log-out.
 */
final class ShopTest extends TestCase
{
    private static ServiceUnderTest $service;

    private static FpmPool $pages;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceUnderTest::start();
        self::$pages = FpmPool::start(self::$service->url . '?wait=30s&timeout=10s', 10);
    }

    public static function tearDownAfterClass(): void
    {
        self::$pages->stop();
        self::$service->stop();
    }

    /** @dataProvider modes */
    public function testBasketHoldsAllThatTenPagesPutInAtOnce(string $mode): void
    {
        $before = (string) self::$pages->get("/shop?mode=$mode&do=add&item=before")->newId;
        $id = (string) self::$pages->get("/shop?mode=$mode&do=login&user=ada", $before)->newId;
        self::assertNotSame($before, $id);

        $adding = array_map(
            static fn (int $item): FastCgi => self::$pages->begin("/shop?mode=$mode&do=add&item=$item", $id),
            range(1, 10)
        );
        array_map(FpmPool::page(...), $adding);

        $session = json_decode(self::$pages->get('/shop?mode=read-only&do=look', $id)->body, true);
        self::assertSame('ada', $session['user']);
        self::assertEqualsCanonicalizing(['before', ...range(1, 10)], array_keys($session['basket']));
        self::assertSame('[]', self::$pages->get('/shop?mode=read-only&do=look', $before)->body);

        self::$pages->get("/shop?mode=$mode&do=logout", $id);
        self::assertSame('[]', self::$pages->get('/shop?mode=read-only&do=look', $id)->body);
        $late = self::$pages->get("/shop?mode=$mode&do=add&item=late", $id);
        self::assertNotSame($id, $late->newId ?? $id);
    }

    /** @return iterable<string, array{string}> */
    public static function modes(): iterable
    {
        yield 'one after the other' => ['exclusive'];
        yield 'at once, merged' => ['optimistic'];
    }
}
