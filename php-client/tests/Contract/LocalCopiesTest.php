<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Contract;

use Holdfast\Session\Duration;
use Holdfast\Session\LocalCopies;
use Holdfast\Session\LockOwner;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\Session;
use Holdfast\Session\SessionClient;
use Holdfast\Session\Tests\Service\ServiceProcess;
use Holdfast\Session\Write;
use PHPUnit\Framework\TestCase;

/**
 * The client that keeps copies is a client like the others, and saves the payload its way.
 *
 * @requires extension apcu
 * @requires setting apc.enable_cli 1
 */
final class LocalCopiesTest extends TestCase
{
    use SessionClientContract;

    private static ServiceProcess $service;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceProcess::start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$service->stop();
    }

    public function testPayloadTravelsOnce(): void
    {
        self::client()->create($this->key, new Write('one'));
        self::$service->calls();
        $owner = LockOwner::random();

        self::assertSame('one', self::client()->acquire($this->key, $owner)->session?->payload);
        self::client()->release($this->key, $owner);
        self::assertSame('one', $this->payload());
        self::assertSame(['acquire 204', 'release 204', 'GET 304'], self::$service->calls());
    }

    public function testCopyOfAnOlderVersionIsNotAnswered(): void
    {
        self::client()->create($this->key, new Write('one'));
        self::remote()->save($this->key, new Write('two'));
        self::$service->calls();

        self::assertSame('two', $this->payload());
        self::assertSame('two', $this->payload());
        self::assertSame(['GET 200', 'GET 304'], self::$service->calls());
    }

    public function testCopyOfAnEndedSessionIsNotAnswered(): void
    {
        self::client()->create($this->key, new Write('one'));
        self::remote()->end($this->key);
        $owner = LockOwner::random();

        self::assertNull(self::client()->acquire($this->key, $owner)->session);
    }

    public function testCopyIsOfOneServiceAndNamespace(): void
    {
        self::client()->create($this->key, new Write('one'));
        $other = LocalCopies::before(self::remote(), Duration::ofSeconds(60), 'another namespace');
        self::$service->calls();
        $other->find($this->key);

        self::assertSame(['GET 200'], self::$service->calls());
    }

    private function payload(): ?string
    {
        $found = self::client()->find($this->key);

        return $found instanceof Session ? $found->payload : null;
    }

    private static function client(): SessionClient
    {
        return LocalCopies::before(self::remote(), Duration::ofSeconds(60), 'a namespace');
    }

    private static function remote(): SessionClient
    {
        return new RestSessionClient(SavePath::parse(self::$service->url()));
    }
}
