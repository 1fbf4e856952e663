<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Problem;
use Holdfast\Session\Transport\Endpoint;
use Holdfast\Session\Transport\FailedEndpoints;
use Holdfast\Session\UnsavedSessions;
use PHPUnit\Framework\TestCase;

/**
 * What a process remembers of failures by itself.
 *
 * @runTestsInSeparateProcesses
 * @preserveGlobalState disabled
 */
final class EndpointMemoryTest extends TestCase
{
    public function testFailedEndpointIsRememberedByThisProcess(): void
    {
        $endpoint = Endpoint::parse('http://a:1');
        FailedEndpoints::add($endpoint);

        self::assertTrue(FailedEndpoints::contains($endpoint));
        self::assertFalse(FailedEndpoints::contains(Endpoint::parse('http://b:1')));
    }

    public function testUnsavedSessionsAreCountedByKind(): void
    {
        UnsavedSessions::count(SessionException::of(new Problem('VERSION_MISMATCH', 412), 'r'));
        UnsavedSessions::count(SessionException::of(new Problem('SESSION_ENDED', 410), 'r'));
        UnsavedSessions::count(SessionException::of(new Problem('STORE_UNAVAILABLE', 503), 'r'));

        self::assertSame(2, UnsavedSessions::conflicts());
        self::assertSame(1, UnsavedSessions::failures());
    }
}
