<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Fpm;

use Holdfast\Session\Tests\Service\Fault;
use Holdfast\Session\Tests\Service\ServiceProcess;
use PHPUnit\Framework\TestCase;

/**
 * What one page leaves to the next ones in APCu, and what they have to do without it.
 *
 * @requires extension apcu
 */
final class ApcuTest extends TestCase
{
    private ServiceProcess $first;

    private ServiceProcess $second;

    protected function setUp(): void
    {
        $this->first = ServiceProcess::start();
        $this->second = ServiceProcess::start();
    }

    protected function tearDown(): void
    {
        $this->first->stop();
        $this->second->stop();
    }

    /** @dataProvider memories */
    public function testEndpointThatHungIsTriedLastByTheNextPages(bool $shared): void
    {
        $endpoints = "{$this->first->url()},{$this->second->url()}";
        $pages = FpmPool::start("$endpoints?timeout=20s", 2, ['apc.enabled' => (string) (int) $shared]);
        $visitor = $this->visitorOfTheFirst($pages);
        $this->first->break(...array_fill(0, 8, Fault::Hang));
        $pages->get('/read', $visitor);
        $before = $this->first->calls();
        $pages->get('/read', $visitor);
        $after = $this->first->calls();
        $pages->stop();

        self::assertNotSame([], $before);
        self::assertSame($shared, $after === []);
    }

    /** @dataProvider memories */
    public function testPayloadOfTheLastPageIsNotSentAgain(bool $shared): void
    {
        $savePath = $this->first->url() . '?timeout=20s&local_copy=1m';
        $pages = FpmPool::start($savePath, 2, ['apc.enabled' => (string) (int) $shared]);
        $visitor = $pages->get('/count')->newId;
        $this->first->calls();
        $counted = $pages->get('/count', $visitor)->body;
        $calls = $this->first->calls();
        $pages->stop();

        self::assertSame('2', $counted);
        self::assertSame([$shared ? 'acquire 204' : 'acquire 200', 'PUT 204'], $calls);
    }

    /** @dataProvider memories */
    public function testUnsavedSessionsOfOtherPagesAreCounted(bool $shared): void
    {
        $pages = FpmPool::start($this->first->url(), 2, ['apc.enabled' => (string) (int) $shared]);
        $visitor = $pages->get('/count')->newId;
        $pages->get('/conflict', $visitor);
        $told = $pages->get('/conflict', $visitor)->body;
        $pages->stop();

        self::assertStringEndsWith($shared ? 'conflicts: 2' : 'conflicts: 1', $told);
    }

    /** @return array<string, array{bool}> */
    public static function memories(): array
    {
        return ['with APCu' => [true], 'without' => [false]];
    }

    private function visitorOfTheFirst(FpmPool $pages): string
    {
        for ($tries = 0; $tries < 100; $tries++) {
            $this->first->calls();
            $visitor = (string) $pages->get('/count')->newId;
            if ($this->first->calls() !== []) {
                return $visitor;
            }
        }
        self::fail('The first endpoint was never asked');
    }
}
