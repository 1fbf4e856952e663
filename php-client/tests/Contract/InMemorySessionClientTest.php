<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Contract;

use Holdfast\Session\SessionClient;
use Holdfast\Session\Testing\InMemorySessionClient;
use PHPUnit\Framework\TestCase;

final class InMemorySessionClientTest extends TestCase
{
    use SessionClientContract;

    private static ?InMemorySessionClient $client = null;

    private static function client(): SessionClient
    {
        return self::$client ??= new InMemorySessionClient();
    }
}
