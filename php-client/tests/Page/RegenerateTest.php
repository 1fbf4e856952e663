<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Duration;
use Holdfast\Session\Tests\Service\Fault;
use PHPUnit\Framework\TestCase;

/**
 * session_regenerate_id() under real PHP: one session that gets another id, with a grace for the old one.
 */
final class RegenerateTest extends TestCase
{
    use ServedPages;

    private const BEFORE = '{"count":1}';
    private const AFTER = '{"count":1,"before":true,"after":true}';

    private const SAVE_PATH = '?wait=0s&grace=20s';

    public function testOldIdReachesTheSessionForTheGrace(): void
    {
        $id = $this->visitor();
        $page = self::$pages->get('/regenerate', $id);

        self::assertSame(['acquire 200', 'rotate 200', 'GET 200', 'PUT 204'], self::$service->calls());
        self::assertSame($page->body, $page->newId);
        self::assertSame(self::AFTER, self::$pages->get('/read', $page->newId)->body);
        self::assertSame(self::AFTER, self::$pages->get('/read', $id)->body);
        self::$service->advance(Duration::ofSeconds(21));
        self::assertNotNull(self::$pages->get('/read', $id)->newId);
        self::assertSame(self::AFTER, self::$pages->get('/read', $page->newId)->body);
    }

    public function testDestroyVariantEndsTheOldIdAtOnce(): void
    {
        $id = $this->visitor();
        $page = self::$pages->get('/regenerate?delete', $id);

        self::assertSame(['acquire 200', 'rotate 200', 'GET 200', 'PUT 204'], self::$service->calls());
        self::assertSame(self::AFTER, self::$pages->get('/read', $page->newId)->body);
        self::assertNotNull(self::$pages->get('/read', $id)->newId);
    }

    public function testParallelPageWithTheOldIdIsKept(): void
    {
        $id = $this->visitor();
        $newId = self::$pages->get('/regenerate', $id)->newId;

        self::assertSame('2', self::$pages->get('/count', $id)->body);
        self::assertSame('{"count":2,"before":true,"after":true}', self::$pages->get('/read', $newId)->body);
    }

    public function testNewVisitorIsStoredOnce(): void
    {
        $page = self::$pages->get('/regenerate');

        self::assertSame(['PUT 201'], array_slice(self::$service->calls(), -1));
        self::assertSame('{"before":true,"after":true}', self::$pages->get('/read', $page->newId)->body);
    }

    public function testUnchangedSessionIsNotWritten(): void
    {
        self::$pages->get('/regenerate?unchanged', $this->visitor());

        self::assertSame(['acquire 200', 'rotate 200', 'release 204'], self::$service->calls());
    }

    public function testSecondStartUnderTheNewIdSeesTheSession(): void
    {
        self::assertSame(self::BEFORE, self::$pages->get('/regenerate-restart', $this->visitor())->body);
        self::assertSame(self::BEFORE, self::$pages->get('/regenerate-restart?delete', $this->visitor())->body);
    }

    public function testIdCanBeReplacedTwiceOnOnePage(): void
    {
        $page = self::$pages->get('/regenerate?twice', $this->visitor());

        self::assertSame(self::AFTER, self::$pages->get('/read', $page->newId)->body);
    }

    public function testSecondPageThatReplacesTheOldIdGoesOnWithASessionOfItsOwn(): void
    {
        $id = $this->visitor();
        $first = self::$pages->get('/regenerate', $id)->newId;
        self::$service->calls();
        $second = self::$pages->get('/regenerate', $id)->newId;

        self::assertSame(['acquire 200', 'rotate 409', 'release 204', 'PUT 201'], self::$service->calls());
        self::assertSame(self::AFTER, self::$pages->get('/read', $first)->body);
        self::assertSame(self::AFTER, self::$pages->get('/read', $second)->body);
    }

    public function testSaveBeforeTheMoveIsNotOverwritten(): void
    {
        $id = $this->visitor();
        $answer = self::$pages->get('/regenerate-late?save', $id);

        self::assertStringContainsString('VERSION_MISMATCH', $answer->body);
        self::assertSame('{"count":99}', self::$pages->get('/read', $answer->newId)->body);
    }

    public function testEndedSessionDoesNotComeBackUnderANewId(): void
    {
        $id = $this->visitor();
        $page = self::$pages->get('/regenerate-late', $id);

        self::assertStringContainsString('SessionGone', $page->body);
        self::assertSame('[]', self::$pages->get('/read', $page->newId)->body);
    }

    public function testFailedMoveIsToldAndKeepsTheOldId(): void
    {
        $id = $this->visitor();
        self::$service->break(null, Fault::SessionLost);
        $page = self::$pages->get('/regenerate', $id);

        self::assertStringContainsString('SessionUnavailable', $page->body);
        self::assertStringNotContainsString($id, $page->body);
        self::assertSame(['acquire 200', 'release 204'], self::$service->calls());
        self::assertSame(self::BEFORE, self::$pages->get('/read', $id)->body);
    }

    private function visitor(): string
    {
        $id = (string) self::$pages->get('/count')->newId;
        self::$service->calls();

        return $id;
    }
}
