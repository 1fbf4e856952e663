<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Tests\Service\Fault;
use PHPUnit\Framework\TestCase;

/**
 * One PHP worker serves many visitors over one socket: none of them may read another's session.
 */
final class SharedSocketTest extends TestCase
{
    use ServedPages;

    private const SAVE_PATH = '?wait=0s&timeout=2s';

    public function testWorkerKeepsItsSocketFromPageToPage(): void
    {
        $id = (string) self::$pages->get('/count')->newId;
        self::$pages->get('/count', $id);
        self::$pages->get('/count', $id);

        self::assertCount(1, array_unique(self::$service->connections()));
    }

    /** @dataProvider leftovers */
    public function testNobodyReadsTheAnswerThatADeadRequestLeft(string $query): void
    {
        $victim = (string) self::$pages->get('/twice')->newId;
        $visitor = (string) self::$pages->get('/count')->newId;
        self::$pages->get("/unfinished?victim=$victim$query");

        self::assertSame('{"count":1}', self::$pages->get('/read', $visitor)->body);
        self::assertSame('2', self::$pages->get('/count', $visitor)->body);
        self::assertSame('{"first":true,"second":true}', self::$pages->get('/read', $victim)->body);
    }

    /** @return array<string, array{string}> */
    public static function leftovers(): array
    {
        return ['an answer that has arrived' => ['&arrived'], 'an answer on its way' => ['']];
    }

    public function testNothingIsSentOnASocketWithUnreadBytes(): void
    {
        $id = (string) self::$pages->get('/count')->newId;
        self::$service->calls();
        self::$pages->get("/unfinished?victim=$id&arrived");
        self::$pages->get('/read', $id);

        self::assertSame(['GET 200', 'acquire 200', 'release 204'], self::$service->calls());
    }

    public function testNobodyReadsAnAnswerThatComesLate(): void
    {
        $victim = (string) self::$pages->get('/twice')->newId;
        $visitor = (string) self::$pages->get('/count')->newId;
        self::$service->calls();
        self::$service->break(Fault::Late);
        self::$pages->get("/unfinished?victim=$victim");

        self::assertSame('{"count":1}', self::$pages->get('/read', $visitor)->body);
        self::assertSame(['GET 200', 'acquire 200', 'acquire 200', 'release 204'], self::$service->calls());
    }

    public function testNobodyReadsTheRestOfAnAnswerAfterAFatalError(): void
    {
        $large = (string) self::$pages->get('/large')->newId;
        $visitor = (string) self::$pages->get('/count')->newId;
        self::$service->calls();
        $starved = self::$pages->get('/starve', $large);
        $read = self::$pages->get('/read', $visitor);

        self::assertMatchesRegularExpression('#Allowed memory size .*/src/Transport/AnswerReader.php#', $starved->body);
        self::assertSame('{"count":1}', $read->body);
        self::assertSame(['acquire 200', 'acquire 200', 'release 204'], self::$service->calls());
    }

    public function testSocketIsReplacedWhenTheServiceSaysMoreThanItShould(): void
    {
        $id = (string) self::$pages->get('/count')->newId;
        self::$service->connections();
        self::$service->break(Fault::ExtraBytes);
        self::$pages->get('/count', $id);
        $connections = self::$service->connections();

        self::assertCount(2, $connections);
        self::assertNotSame($connections[0], $connections[1]);
        self::assertSame('{"count":2}', self::$pages->get('/read', $id)->body);
    }

    public function testSocketIsReplacedWhenTheServiceClosedIt(): void
    {
        $id = (string) self::$pages->get('/count')->newId;
        self::$service->break(Fault::ConnectionClose, Fault::ConnectionClose);

        self::assertSame('2', self::$pages->get('/count', $id)->body);
        self::assertSame('3', self::$pages->get('/count', $id)->body);
    }
}
