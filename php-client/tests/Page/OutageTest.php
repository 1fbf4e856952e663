<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Tests\Service\Fault;
use Holdfast\Session\Tests\Service\ServiceProcess;
use PHPUnit\Framework\TestCase;

/**
 * What a visitor sees while the service does not answer: a failed page, and never another session.
 */
final class OutageTest extends TestCase
{
    private ServiceProcess $service;

    private PageServer $pages;

    protected function setUp(): void
    {
        $this->service = ServiceProcess::start();
        $this->pages = PageServer::start($this->service->url() . '?wait=0s&timeout=400ms');
    }

    protected function tearDown(): void
    {
        $this->pages->stop();
        $this->service->stop();
    }

    /** @dataProvider strictModes */
    public function testStartFailsAndKeepsTheCookieWhenTheServiceIsGone(string $query): void
    {
        $id = (string) $this->pages->get('/count')->newId;
        $this->service->stop();
        $page = $this->pages->get("/read$query", $id);

        self::assertNull($page->newId);
        self::assertMatchesRegularExpression('/SessionUnavailable.*request [0-9a-f]+-1/s', $page->body);
        self::assertStringNotContainsString($id, $page->body);
    }

    /** @return array<string, array{string}> */
    public static function strictModes(): array
    {
        return ['strict mode' => [''], 'no strict mode' => ['?strict=0']];
    }

    /** @dataProvider outages */
    public function testSessionIsThereAgainAfterAnOutage(Fault $fault): void
    {
        $id = (string) $this->pages->get('/count')->newId;
        $this->service->break(...array_fill(0, 400, $fault));
        $during = $this->pages->get('/catch', $id);
        $this->service->break();
        $this->service->advanceBeyondTheLease();
        $after = $this->pages->get('/count', $id);

        self::assertSame("Holdfast\Session\Exception\SessionUnavailable\ntrue", $during->body);
        self::assertNull($during->newId);
        self::assertSame('2', $after->body);
        self::assertNull($after->newId);
    }

    /** @return array<string, array{Fault}> */
    public static function outages(): array
    {
        return [
            'the store does not answer' => [Fault::StoreUnavailable],
            'the store has lost the session' => [Fault::SessionLost],
            'connections break' => [Fault::CloseUnread],
            'the service hangs' => [Fault::Hang],
            'a proxy answers' => [Fault::BareBadGateway],
            'a proxy says there is nothing' => [Fault::BareNotFound],
            'answers are cut off' => [Fault::HalfAnswer],
        ];
    }

    public function testNewVisitorIsServedDuringAnOutageWhenNothingIsStored(): void
    {
        $this->service->stop();

        self::assertSame('[]', $this->pages->get('/read')->body);
    }

    public function testSaveDuringAnOutageIsToldByAWarning(): void
    {
        $this->service->stop();
        $page = $this->pages->get('/count');

        self::assertStringContainsString('Holdfast: the session was not saved: None of 1 session', $page->body);
    }

    /**
     * @dataProvider failuresOfSaves
     * @param list<string> $sent
     */
    public function testLockIsFreedWhereTheServiceItselfRefusesTheSave(Fault $fault, array $sent): void
    {
        $id = (string) $this->pages->get('/count')->newId;
        $this->service->breakSaves($fault);
        $this->service->calls();
        $page = $this->pages->get('/count', $id);

        self::assertStringContainsString('Holdfast: the session was not saved', $page->body);
        self::assertSame($sent, $this->service->calls());
    }

    /** @return array<string, array{Fault, list<string>}> */
    public static function failuresOfSaves(): array
    {
        return [
            'the store does not answer' => [Fault::StoreUnavailable, ['acquire 200', 'release 204']],
            'the store has lost the session' => [Fault::SessionLost, ['acquire 200', 'release 204']],
            'connections break' => [Fault::CloseUnread, ['acquire 200']],
        ];
    }

    public function testSaveWhoseAnswerIsLostIsAppliedOnce(): void
    {
        $id = (string) $this->pages->get('/count')->newId;
        $this->service->break(null, Fault::CloseUnanswered);
        $page = $this->pages->get('/count', $id);

        self::assertSame('2', $page->body);
        self::assertSame('{"count":2}', $this->pages->get('/read', $id)->body);
    }

    public function testDestroyDuringAnOutageIsNeverSilent(): void
    {
        $id = (string) $this->pages->get('/count')->newId;
        $this->service->break(null, ...array_fill(0, 400, Fault::StoreUnavailable));
        $page = $this->pages->get('/destroy', $id);

        self::assertStringContainsString('SessionUnavailable', $page->body);
    }
}
