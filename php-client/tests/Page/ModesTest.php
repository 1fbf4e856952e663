<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Duration;
use Holdfast\Session\LockOwner;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Tests\Service\ServiceProcess;
use PHPUnit\Framework\TestCase;

/**
 * Pages that read only, pages without a lock, and what stands in for a lock that is not to be had.
 */
final class ModesTest extends TestCase
{
    private static ServiceProcess $service;

    /** @var array<string, PageServer> by the options of session.save_path */
    private static array $servers = [];

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceProcess::start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$servers = [];
        self::$service->stop();
    }

    protected function setUp(): void
    {
        self::$service->calls();
    }

    public function testReadOnlyPageCostsOneRoundTripAndTakesNoLock(): void
    {
        $id = $this->visitor();

        self::assertSame('{"count":1}', $this->pages()->get('/read?mode=read-only', $id)->body);
        self::assertSame(['GET 200'], self::$service->calls());
    }

    public function testSaveOfAReadOnlyPageIsRefusedWithAWarning(): void
    {
        $id = $this->visitor();
        $page = $this->pages()->get('/count?mode=read-only', $id);

        self::assertStringContainsString(
            'Holdfast: the session was not saved: The page changed the session in mode read-only (READ_ONLY',
            $page->body
        );
        self::assertSame(['GET 200'], self::$service->calls());
    }

    public function testSaveOfAReadOnlyPageIsDroppedWhereTheSettingSaysSo(): void
    {
        $id = $this->visitor();

        self::assertSame('2', $this->pages('read_only_saves=drop')->get('/count?mode=read-only', $id)->body);
        self::assertSame('{"count":1}', $this->pages()->get('/read', $id)->body);
    }

    public function testReadOnlyPageOfANewVisitorStoresNothing(): void
    {
        $page = $this->pages()->get('/count?mode=read-only');

        self::assertStringContainsString('READ_ONLY', $page->body);
        self::assertSame([], self::$service->calls());
    }

    public function testReadOnlyPageEndsASession(): void
    {
        $id = $this->visitor();
        $this->pages()->get('/destroy?mode=read-only', $id);

        self::assertSame(['GET 200', 'DELETE 204'], self::$service->calls());
        self::assertNotNull($this->pages()->get('/read', $id)->newId);
    }

    /** @dataProvider paths */
    public function testPathDecidesTheMode(string $target, string $firstCall): void
    {
        $id = $this->visitor();
        $pages = $this->pages('mode=optimistic&read_only_paths=/re*&exclusive_paths=/count.php,/reset.php');
        $pages->get($target, $id);

        self::assertSame($firstCall, self::$service->calls()[0]);
    }

    /** @return array<string, array{string, string}> */
    public static function paths(): array
    {
        return [
            'read-only' => ['/read', 'GET 200'],
            'exclusive' => ['/count?x=/read', 'acquire 200'],
            'exclusive before read-only' => ['/reset', 'acquire 200'],
            'the default' => ['/destroy', 'GET 200'],
            'what the page chose' => ['/read?mode=exclusive', 'acquire 200'],
        ];
    }

    public function testOptimisticPageCostsTwoRoundTripsAndOneWhenUnchanged(): void
    {
        $id = $this->visitor();
        $this->pages()->get('/count?mode=optimistic', $id);
        self::assertSame(['GET 200', 'PUT 204'], self::$service->calls());
        $this->pages()->get('/read?mode=optimistic', $id);
        self::assertSame(['GET 200'], self::$service->calls());
    }

    public function testOptimisticPagesKeepTheKeysOfBoth(): void
    {
        $id = $this->visitor();
        $this->meet($id, 'set=mine', 'set=theirs');

        self::assertSame(
            ['GET 200', 'GET 200', 'PUT 204', 'PUT 412', 'GET 200', 'PUT 204'],
            self::$service->calls()
        );
        self::assertSame(
            '{"count":1,"theirs":"here","mine":"here"}',
            $this->pages()->get('/read', $id)->body
        );
    }

    public function testOwnValueWinsOverTheSameKeyOfAnother(): void
    {
        $id = $this->visitor();
        $this->meet($id, 'set=key&to=mine', 'set=key&to=theirs');

        self::assertSame('{"count":1,"key":"mine"}', $this->pages()->get('/read', $id)->body);
    }

    public function testApplicationDecidesAClash(): void
    {
        $id = $this->visitor();
        $this->meet($id, 'set=count&to=mine&decide', 'set=count&to=theirs');

        self::assertSame('{"count":"count:1+mine+theirs"}', $this->pages()->get('/read', $id)->body);
    }

    public function testOptimisticSaveDoesNotReviveAnEndedSession(): void
    {
        $id = $this->visitor();
        $page = $this->pages()->get('/conflict?end&mode=optimistic', $id);

        self::assertStringContainsString('SESSION_ENDED', $page->body);
        self::assertNotNull($this->pages()->get('/read', $id)->newId);
    }

    public function testOptimisticPageThatGetsANewIdLosesNoSave(): void
    {
        $id = $this->visitor();
        $this->pages()->get('/regenerate-late?save&mode=optimistic', $id);
        $calls = self::$service->calls();

        self::assertSame(['GET 200', 'PUT 204', 'rotate 200', 'GET 200', 'PUT 412', 'GET 200', 'PUT 204'], $calls);
    }

    /** @dataProvider standIns */
    public function testHeldLockIsReplacedByTheConfiguredMode(string $mode, string $stored): void
    {
        $id = $this->visitor();
        $client = new RestSessionClient(SavePath::parse(self::$service->url()));
        $client->acquire(SessionKey::ofSessionId($id), LockOwner::random(), Duration::ofSeconds(30));
        $this->pages("without_lock=$mode")->get('/count', $id);
        $calls = self::$service->calls();

        self::assertSame(['acquire 200', 'acquire 423', 'GET 200'], array_slice($calls, 0, 3));
        self::assertSame($stored, $this->pages()->get('/read?mode=read-only', $id)->body);
    }

    /** @return array<string, array{string, string}> */
    public static function standIns(): array
    {
        return ['read-only' => ['read-only', '{"count":1}'], 'optimistic' => ['optimistic', '{"count":2}']];
    }

    /** A page that saves while another one, with the same session, has saved since it read. */
    private function meet(string $id, string $mine, string $theirs): void
    {
        $rival = $this->pages('namespace=default')->url("/set.php?mode=optimistic&$theirs");
        $this->pages()->get("/set?mode=optimistic&$mine&rival=" . rawurlencode($rival), $id);
    }

    private function pages(string $options = 'wait=0s'): PageServer
    {
        return self::$servers[$options] ??= PageServer::start(self::$service->url() . "?wait=0s&$options");
    }

    private function visitor(): string
    {
        $id = (string) $this->pages()->get('/count')->newId;
        self::$service->calls();

        return $id;
    }
}
