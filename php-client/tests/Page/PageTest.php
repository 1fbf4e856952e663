<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Duration;
use Holdfast\Session\LockOwner;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SavePathRules;
use Holdfast\Session\SessionKey;
use PHPUnit\Framework\TestCase;

/**
 * Real PHP in front of the fake service: what PHP calls, and what it costs in round trips.
 */
final class PageTest extends TestCase
{
    use ServedPages;

    private const SAVE_PATH = '?wait=0s&lease=5s';

    protected function setUp(): void
    {
        self::$service->calls();
    }

    public function testNewVisitorWhoStoresNothingCostsNoRoundTrip(): void
    {
        $page = self::$pages->get('/read');

        self::assertSame('[]', $page->body);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', (string) $page->newId);
        self::assertSame([], self::$service->calls());
    }

    public function testCommonPageAsksNoAutoloader(): void
    {
        $first = self::$pages->get('/autoload');
        $second = self::$pages->get('/autoload', $first->newId);

        // The one that reads the options which this save path has.
        $asked = [SavePathRules::class];
        self::assertSame([$asked, $asked], [json_decode($first->body), json_decode($second->body)]);
    }

    public function testNewVisitorWhoStoresCostsOneRoundTrip(): void
    {
        $page = self::$pages->get('/count');

        self::assertSame('1', $page->body);
        self::assertSame(['PUT 201'], self::$service->calls());
    }

    public function testChangedSessionCostsTwoRoundTrips(): void
    {
        $id = $this->visitor();

        self::assertSame('2', self::$pages->get('/count', $id)->body);
        self::assertSame(['acquire 200', 'PUT 204'], self::$service->calls());
    }

    public function testUnchangedSessionCostsTwoRoundTrips(): void
    {
        $id = $this->visitor();
        $page = self::$pages->get('/read', $id);

        self::assertSame('{"count":1}', $page->body);
        self::assertNull($page->newId);
        self::assertSame(['acquire 200', 'release 204'], self::$service->calls());
    }

    /** @dataProvider pagesThatStoreNothing */
    public function testLockIsFreedWhenNothingIsStored(string $target): void
    {
        $id = $this->visitor();
        self::$pages->get($target, $id);

        self::assertSame(['acquire 200', 'release 204'], self::$service->calls());
        self::assertSame('{"count":1}', self::$pages->get('/read', $id)->body);
    }

    /** @return array<string, array{string}> */
    public static function pagesThatStoreNothing(): array
    {
        return ['abort' => ['/abort'], 'reset' => ['/reset']];
    }

    public function testReadAndCloseTakesNoLockAndCostsOneRoundTrip(): void
    {
        self::assertSame('{"count":1}', self::$pages->get('/peek', $this->visitor())->body);
        self::assertSame(['GET 200'], self::$service->calls());
    }

    public function testResetAnswersWhatWasStored(): void
    {
        self::assertSame('{"count":1}', self::$pages->get('/reset', $this->visitor())->body);
    }

    public function testClearedSessionStaysEmpty(): void
    {
        $id = $this->visitor();
        self::$pages->get('/clear', $id);
        $page = self::$pages->get('/read', $id);

        self::assertSame('[]', $page->body);
        self::assertNull($page->newId);
    }

    public function testUnknownIdIsReplacedInStrictMode(): void
    {
        $page = self::$pages->get('/count', 'a-cookie-from-nowhere');

        self::assertSame('1', $page->body);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', (string) $page->newId);
        self::assertSame(['acquire 204', 'release 204', 'PUT 201'], self::$service->calls());
    }

    public function testUnknownIdIsKeptWithoutStrictMode(): void
    {
        $page = self::$pages->get('/count?strict=0', 'chosen-by-the-visitor');

        self::assertSame('1', $page->body);
        self::assertNull($page->newId);
        self::assertSame(['acquire 204', 'PUT 201'], self::$service->calls());
        self::assertSame('2', self::$pages->get('/count?strict=0', 'chosen-by-the-visitor')->body);
    }

    public function testUnknownIdThatStoresNothingLeavesNoLockWithoutStrictMode(): void
    {
        self::$pages->get('/read?strict=0', 'chosen-and-left-empty');

        self::assertSame(['acquire 204', 'release 204'], self::$service->calls());
    }

    public function testDestroyedSessionIsGone(): void
    {
        $id = $this->visitor();

        self::assertSame('true', self::$pages->get('/destroy', $id)->body);
        self::assertSame(['acquire 200', 'DELETE 204'], self::$service->calls());
        self::assertNotNull(self::$pages->get('/read', $id)->newId);
    }

    public function testDestroyAndStartGetsAnotherIdInStrictMode(): void
    {
        $page = self::$pages->get('/destroy-and-start', $this->visitor());

        self::assertSame('{"same":false}', $page->body);
        self::assertSame('{"fresh":true}', self::$pages->get('/read', $page->newId)->body);
    }

    public function testDestroyAndStartKeepsTheIdWithoutStrictMode(): void
    {
        $id = $this->visitor();

        self::assertSame('{"same":true}', self::$pages->get('/destroy-and-start?strict=0', $id)->body);
        self::assertSame('{"fresh":true}', self::$pages->get('/read', $id)->body);
    }

    public function testSecondStartInOneRequestSeesTheFirst(): void
    {
        $page = self::$pages->get('/twice');

        self::assertSame('{"first":true,"second":true}', $page->body);
        self::assertSame(['PUT 201', 'acquire 200', 'PUT 204'], self::$service->calls());
        self::assertSame($page->body, self::$pages->get('/read', $page->newId)->body);
    }

    public function testSecondStartOfAnEmptySessionKeepsItsId(): void
    {
        self::assertSame('true', self::$pages->get('/twice-empty')->body);
        self::assertSame([], self::$service->calls());
    }

    public function testIdMadeForTheApplicationCostsNoRoundTrip(): void
    {
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', self::$pages->get('/ids')->body);
        self::assertSame(['PUT 201'], self::$service->calls());
    }

    /** @dataProvider endsOfAPage */
    public function testSessionIsStoredAndUnlockedWhenThePageEndsEarly(string $target): void
    {
        $id = $this->visitor();
        self::$pages->get("/$target", $id);

        self::assertSame(['acquire 200', 'PUT 204'], self::$service->calls());
        self::assertSame("{\"count\":\"$target\"}", self::$pages->get('/read', $id)->body);
    }

    /** @return array<string, array{string}> */
    public static function endsOfAPage(): array
    {
        return ['exit' => ['exit'], 'exception' => ['exception'], 'fatal error' => ['fatal']];
    }

    public function testConflictIsToldAndNeverOverwrites(): void
    {
        $id = $this->visitor();
        $page = self::$pages->get('/conflict', $id);

        self::assertMatchesRegularExpression(
            '/Holdfast: the session was not saved: .* \(VERSION_MISMATCH, request [0-9a-f]+-\d+\)/',
            $page->body
        );
        self::assertStringNotContainsString($id, $page->body);
        self::assertStringContainsString('conflicts: 1', $page->body);
        self::assertSame(['acquire 200', 'PUT 204', 'PUT 412', 'release 204'], self::$service->calls());
        self::assertSame('{"count":99}', self::$pages->get('/read', $id)->body);
    }

    public function testLateSaveDoesNotReviveAnEndedSession(): void
    {
        $id = $this->visitor();
        $page = self::$pages->get('/conflict?end', $id);

        self::assertStringContainsString('SESSION_ENDED', $page->body);
        self::assertNotNull(self::$pages->get('/read', $id)->newId);
    }

    public function testHeldLockFailsTheStartAndKeepsTheCookie(): void
    {
        $id = $this->visitor();
        $client = new RestSessionClient(SavePath::parse(self::$service->url()));
        $owner = LockOwner::random();
        $client->acquire(SessionKey::ofSessionId($id), $owner, Duration::ofSeconds(30));
        $page = self::$pages->get('/catch', $id);
        $client->release(SessionKey::ofSessionId($id), $owner);

        self::assertSame("Holdfast\Session\Exception\LockHeld\ntrue", $page->body);
        self::assertNull($page->newId);
        self::assertSame('{"count":1}', self::$pages->get('/read', $id)->body);
    }

    /** The id of a visitor whose session holds a count of one. */
    private function visitor(): string
    {
        $id = self::$pages->get('/count')->newId;
        self::$service->calls();
        self::assertNotNull($id);

        return $id;
    }
}
