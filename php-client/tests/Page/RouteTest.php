<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Tests\Service\ServiceProcess;
use PHPUnit\Framework\TestCase;

/**
 * Two app servers with routes of their own, and one session.
 */
final class RouteTest extends TestCase
{
    public function testIdTellsTheServerAndEveryServerFindsTheSession(): void
    {
        $service = ServiceProcess::start();
        $first = PageServer::start($service->url() . '?wait=0s&route=a1');
        $second = PageServer::start($service->url() . '?wait=0s&route=b2');
        $id = (string) $first->get('/count')->newId;

        self::assertMatchesRegularExpression('/^[0-9a-f]{32}-a1$/D', $id);
        self::assertSame('2', $second->get('/count', $id)->body);
        self::assertSame('{"count":2}', $first->get('/read', $id)->body);
        $moved = (string) $second->get('/regenerate', $id)->newId;
        self::assertStringEndsWith('-b2', $moved);
        self::assertSame('3', $first->get('/count', $moved)->body);
    }
}
