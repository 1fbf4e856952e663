<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Write;
use PHPUnit\Framework\TestCase;

/**
 * Sessions that PHP cannot decode: PHP would destroy them, and with them the log-in.
 */
final class SerializerTest extends TestCase
{
    use ServedPages;

    private const SAVE_PATH = '?wait=0s';

    public function testAnotherSerializerIsRefusedAndTheSessionStays(): void
    {
        $id = (string) self::$pages->get('/count')->newId;
        $settings = ['session.serialize_handler' => 'php_serialize'];
        $other = PageServer::start(self::$service->url() . '?wait=0s', $settings);
        self::$service->calls();
        $page = $other->get('/count', $id);
        $other->stop();

        self::assertStringContainsString(
            'The session was stored with session.serialize_handler=php (expected: php_serialize)',
            $page->body
        );
        self::assertNull($page->newId);
        self::assertSame(['acquire 200', 'release 204'], self::$service->calls());
        self::assertSame('2', self::$pages->get('/count', $id)->body);
    }

    public function testDamagedSessionIsKept(): void
    {
        $client = new RestSessionClient(SavePath::parse(self::$service->url()));
        $key = SessionKey::ofSessionId('damaged-session');
        $client->create($key, new Write('|php|count|i:1'));
        self::$service->calls();
        $page = self::$pages->get('/read', 'damaged-session');

        self::assertStringContainsString('Holdfast: the session could not be decoded; it is kept', $page->body);
        self::assertSame(['acquire 200', 'release 204'], self::$service->calls());
        self::assertSame('|php|count|i:1', $client->find($key)->payload);
    }

    public function testSessionThatAnotherProgramStoredIsRead(): void
    {
        $client = new RestSessionClient(SavePath::parse(self::$service->url()));
        $client->create(SessionKey::ofSessionId('unmarked'), new Write('count|i:4;'));

        self::assertSame('5', self::$pages->get('/count', 'unmarked')->body);
    }
}
