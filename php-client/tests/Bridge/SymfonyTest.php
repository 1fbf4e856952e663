<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Bridge;

use Holdfast\Session\Tests\Page\ServedPages;
use PHPUnit\Framework\TestCase;

/**
 * Symfony's own session classes on this package.
 */
final class SymfonyTest extends TestCase
{
    use ServedPages;

    private const SAVE_PATH = '?wait=0s&grace=20s';

    protected function setUp(): void
    {
        self::$service->calls();
    }

    /** @dataProvider handlers */
    public function testVisitsCount(string $handler): void
    {
        $id = (string) self::$pages->get("/symfony?handler=$handler")->newId;
        self::$service->calls();

        self::assertSame('{"count":2}', self::$pages->get("/symfony?handler=$handler", $id)->body);
        self::assertSame(['acquire 200', 'PUT 204'], self::$service->calls());
    }

    /** @return array<string, array{string}> */
    public static function handlers(): array
    {
        return ['our proxy' => ['proxy'], 'the proxy of Symfony' => ['handler']];
    }

    public function testNewVisitorCostsOneRoundTripBehindOurProxy(): void
    {
        self::$pages->get('/symfony');

        self::assertSame(['PUT 201'], self::$service->calls());
    }

    /** @dataProvider handlers */
    public function testMigratedSessionKeepsItsDataAndTheOldIdForTheGrace(string $handler): void
    {
        $id = (string) self::$pages->get('/symfony')->newId;
        self::$service->calls();
        $newId = self::$pages->get("/symfony?do=migrate&handler=$handler", $id)->newId;

        self::assertSame(['acquire 200', 'rotate 200'], array_slice(self::$service->calls(), 0, 2));
        self::assertNotSame($id, $newId);
        self::assertSame('{"count":1}', self::$pages->get('/symfony?do=read', $newId)->body);
        self::assertSame('{"count":1}', self::$pages->get('/symfony?do=read', $id)->body);
    }

    /** @dataProvider handlers */
    public function testMigrationThatDestroysEndsTheOldId(string $handler): void
    {
        $id = (string) self::$pages->get('/symfony')->newId;
        $newId = self::$pages->get("/symfony?do=migrate&destroy&handler=$handler", $id)->newId;

        self::assertSame('{"count":1}', self::$pages->get('/symfony?do=read', $newId)->body);
        self::assertSame('[]', self::$pages->get('/symfony?do=read', $id)->body);
    }

    public function testInvalidatedSessionIsGone(): void
    {
        $id = (string) self::$pages->get('/symfony')->newId;
        $newId = self::$pages->get('/symfony?do=invalidate', $id)->newId;

        self::assertSame('[]', self::$pages->get('/symfony?do=read', $id)->body);
        self::assertSame('[]', self::$pages->get('/symfony?do=read', $newId)->body);
    }

    public function testHandlerNullIsToldBecauseItKeepsSessionsInFiles(): void
    {
        $folder = sys_get_temp_dir();
        $page = self::$pages->get('/symfony?handler=null');
        unlink("$folder/sess_$page->newId");

        self::assertSame([], self::$service->calls());
        self::assertStringContainsString('framework.session.handler_id', $page->body);
    }
}
