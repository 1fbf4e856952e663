<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Bridge;

use Holdfast\Session\Absence;
use Holdfast\Session\Bridge\LaravelHandler;
use Holdfast\Session\Duration;
use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\Exception\ReadOnlyPage;
use Holdfast\Session\LockOwner;
use Holdfast\Session\LockTerms;
use Holdfast\Session\Mode;
use Holdfast\Session\Modes;
use Holdfast\Session\Rules;
use Holdfast\Session\Session;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Testing\InMemorySessionClient;
use Holdfast\Session\Testing\SteeredClock;
use Holdfast\Session\Write;
use PHPUnit\Framework\TestCase;

/**
 * The driver called in the order of Laravel's Store: read at the start, write at the end, and never close.
 */
final class LaravelHandlerTest extends TestCase
{
    private const ID = 'ufnqBvOTVP6XjmD1GWgmWvHTWZ9L6vZWyTUHVYqM';
    private const NEW_ID = 'qDm7LZVAMDfOsvoyxhQ7KXSMpLjW7Yz1ERzkMyTA';

    private SteeredClock $clock;

    private InMemorySessionClient $client;

    protected function setUp(): void
    {
        $this->clock = new SteeredClock();
        $this->client = new InMemorySessionClient($this->clock);
    }

    protected function tearDown(): void
    {
        Modes::choose(null);
    }

    public function testVisitsCountAndTheLockIsFreeAfterTheWrite(): void
    {
        for ($visit = 1; $visit <= 3; $visit++) {
            $handler = $this->handler();
            $session = unserialize($handler->read(self::ID) ?: 'a:0:{}');
            self::assertFalse($this->lockIsFree(self::ID));
            $session['visits'] = ($session['visits'] ?? 0) + 1;
            $handler->write(self::ID, serialize($session));
            self::assertTrue($this->lockIsFree(self::ID));
        }

        self::assertSame(['visits' => 3], $this->stored(self::ID));
    }

    public function testUnchangedSessionIsNotWrittenAndTheLockIsFree(): void
    {
        $this->page(self::ID, ['a' => 1]);
        $version = $this->client->describe(SessionKey::ofSessionId(self::ID))->etag;
        $this->page(self::ID, ['a' => 1]);

        self::assertSame($version, $this->client->describe(SessionKey::ofSessionId(self::ID))->etag);
        self::assertTrue($this->lockIsFree(self::ID));
    }

    public function testRegenerateMovesTheSessionAndTheOldIdGoesOnForTheGrace(): void
    {
        $this->page(self::ID, ['a' => 1]);
        $handler = $this->handler();
        $handler->read(self::ID);
        $handler->write(self::NEW_ID, serialize(['a' => 1, 'user' => 7]));

        self::assertSame(['a' => 1, 'user' => 7], $this->stored(self::NEW_ID));
        self::assertSame(['a' => 1, 'user' => 7], $this->stored(self::ID));
        self::assertTrue($this->lockIsFree(self::NEW_ID));
        $this->clock->pass(Duration::ofSeconds(31));
        self::assertSame(Absence::Ended, $this->client->find(SessionKey::ofSessionId(self::ID)));
    }

    public function testInvalidateEndsTheOldSession(): void
    {
        $this->page(self::ID, ['user' => 7]);
        $handler = $this->handler();
        $handler->read(self::ID);
        $handler->destroy(self::ID);
        $handler->write(self::NEW_ID, serialize([]));

        self::assertSame(Absence::Ended, $this->client->find(SessionKey::ofSessionId(self::ID)));
        self::assertSame([], $this->stored(self::NEW_ID));
    }

    public function testNextRequestOfALongRunningWorkerFreesAForgottenLock(): void
    {
        $handler = $this->handler();
        $handler->read(self::ID);
        $handler->read(self::NEW_ID);

        self::assertTrue($this->lockIsFree(self::ID));
    }

    public function testLaterSaveIsNotMadeAndThrows(): void
    {
        $this->page(self::ID, ['a' => 1]);
        $handler = $this->handler();
        $handler->read(self::ID);
        $this->client->save(SessionKey::ofSessionId(self::ID), new Write('|laravel|' . serialize(['a' => 2])));
        try {
            $handler->write(self::ID, serialize(['a' => 3]));
            self::fail('A newer save was overwritten');
        } catch (Conflict) {
            self::assertSame(['a' => 2], $this->stored(self::ID));
            self::assertTrue($this->lockIsFree(self::ID));
        }
    }

    public function testOptimisticPagesKeepTheKeysOfBoth(): void
    {
        $this->merged();

        self::assertSame(['a' => 1, 'theirs' => 2, 'mine' => 3], $this->stored(self::ID));
    }

    public function testSecondWriteOfAnOptimisticPageKeepsWhatTheFirstMergedIn(): void
    {
        $handler = $this->merged();
        $handler->write(self::ID, serialize(['a' => 1, 'mine' => 4]));

        self::assertSame(['a' => 1, 'theirs' => 2, 'mine' => 4], $this->stored(self::ID));
    }

    public function testReadOnlyPageThrowsWhenItChangesTheSession(): void
    {
        $this->page(self::ID, ['a' => 1]);
        Modes::choose(Mode::ReadOnly);
        $handler = $this->handler();
        $handler->read(self::ID);
        self::assertTrue($this->lockIsFree(self::ID));
        $this->expectException(ReadOnlyPage::class);
        $handler->write(self::ID, serialize(['a' => 2]));
    }

    /** An optimistic page that another one has overtaken, and that has written once. */
    private function merged(): LaravelHandler
    {
        $this->page(self::ID, ['a' => 1]);
        Modes::choose(Mode::Optimistic);
        $handler = $this->handler();
        $handler->read(self::ID);
        $this->page(self::ID, ['a' => 1, 'theirs' => 2]);
        $handler->write(self::ID, serialize(['a' => 1, 'mine' => 3]));

        return $handler;
    }

    /** @param array<string, mixed> $session */
    private function page(string $id, array $session): void
    {
        $handler = $this->handler();
        $handler->read($id);
        $handler->write($id, serialize($session));
    }

    private function handler(): LaravelHandler
    {
        return new LaravelHandler($this->client, new Rules(new LockTerms(Duration::ofMillis(0))));
    }

    /** @return array<string, mixed> */
    private function stored(string $id): array
    {
        $found = $this->client->find(SessionKey::ofSessionId($id));
        self::assertInstanceOf(Session::class, $found);
        self::assertStringStartsWith('|laravel|', (string) $found->payload);

        return unserialize(substr((string) $found->payload, 9));
    }

    private function lockIsFree(string $id): bool
    {
        $owner = LockOwner::random();
        try {
            $this->client->acquire(SessionKey::ofSessionId($id), $owner);
            $this->client->release(SessionKey::ofSessionId($id), $owner);

            return true;
        } catch (LockHeld) {
            return false;
        }
    }
}
