<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Contract;

use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionClient;
use Holdfast\Session\Tests\Service\ServiceUnderTest;
use PHPUnit\Framework\TestCase;

/**
 * The contract over REST.
 */
final class RestSessionClientTest extends TestCase
{
    use SessionClientContract;

    private static ServiceUnderTest $service;

    private static RestSessionClient $client;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceUnderTest::start();
        self::$client = new RestSessionClient(SavePath::parse(self::$service->url . '?timeout=10s'));
    }

    public static function tearDownAfterClass(): void
    {
        self::$service->stop();
    }

    private static function client(): SessionClient
    {
        return self::$client;
    }
}
