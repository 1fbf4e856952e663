<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use Holdfast\Session\Absence;
use Holdfast\Session\Duration;
use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\LockOwner;
use Holdfast\Session\LockTerms;
use Holdfast\Session\Rules;
use Holdfast\Session\Session;
use Holdfast\Session\SessionHandler;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Testing\InMemorySessionClient;
use Holdfast\Session\Testing\SteeredClock;
use Holdfast\Session\Write;
use PHPUnit\Framework\TestCase;

/**
 * The handler called as PHP calls it, on the in-memory service.
 */
final class SessionHandlerTest extends TestCase
{
    private const ID = 'cookie-value';

    private SteeredClock $clock;

    private InMemorySessionClient $client;

    private SessionHandler $handler;

    private SessionKey $key;

    protected function setUp(): void
    {
        $this->clock = new SteeredClock();
        $this->client = new InMemorySessionClient($this->clock);
        $this->handler = new SessionHandler($this->client, new Rules(new LockTerms(Duration::ofSeconds(2))));
        $this->handler->open('', 'PHPSESSID');
        $this->key = SessionKey::ofSessionId(self::ID);
    }

    public function testCreatedIdHasNoCharacterThatPhpRefuses(): void
    {
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/D', $this->handler->create_sid());
    }

    public function testFreshIdIsNoCollision(): void
    {
        self::assertFalse($this->handler->validateId($this->handler->create_sid()));
    }

    public function testReadAnswersFromTheAcquireOfValidateId(): void
    {
        $this->client->create($this->key, new Write('one'));

        self::assertTrue($this->handler->validateId(self::ID));
        $this->client->save($this->key, new Write('two'));
        self::assertSame('one', $this->handler->read(self::ID));
    }

    public function testReadHoldsTheLockUntilClose(): void
    {
        $this->handler->read(self::ID);
        self::assertFalse($this->lockIsFree());
        $this->handler->close();

        self::assertTrue($this->lockIsFree());
    }

    public function testUnknownIdLeavesNoLock(): void
    {
        self::assertFalse($this->handler->validateId(self::ID));
        self::assertTrue($this->lockIsFree());
    }

    public function testReadOfAnotherIdFreesTheFirstLock(): void
    {
        $this->handler->read(self::ID);
        $this->handler->read('another');

        self::assertTrue($this->lockIsFree());
    }

    public function testWriteFreesTheLock(): void
    {
        $this->handler->read(self::ID);
        self::assertTrue($this->handler->write(self::ID, 'data'));

        self::assertTrue($this->lockIsFree());
    }

    public function testUpdateTimestampFreesTheLockAndKeepsTheVersion(): void
    {
        $before = $this->client->create($this->key, new Write('one'))->session->etag;
        $this->handler->read(self::ID);
        self::assertTrue($this->handler->updateTimestamp(self::ID, 'one'));

        self::assertTrue($this->lockIsFree());
        self::assertSame($before, $this->stored()->etag);
    }

    public function testReadWaitsForTheLeaseOfAKilledWorker(): void
    {
        $this->client->acquire($this->key, LockOwner::random(), Duration::ofSeconds(2));
        $start = $this->clock->nowMillis();

        self::assertSame('', $this->handler->read(self::ID));
        self::assertSame(2000, $this->clock->nowMillis() - $start);
    }

    public function testReadThrowsWhenTheLockIsNotToBeHad(): void
    {
        $this->client->acquire($this->key, LockOwner::random(), Duration::ofSeconds(3));
        $this->expectException(LockHeld::class);
        $this->handler->read(self::ID);
    }

    public function testValidateIdLeavesTheExceptionToRead(): void
    {
        $this->client->acquire($this->key, LockOwner::random(), Duration::ofSeconds(30));

        self::assertTrue($this->handler->validateId(self::ID));
        $this->expectException(LockHeld::class);
        $this->handler->read(self::ID);
    }

    public function testFailureIsForgottenOnceItWasThrown(): void
    {
        $this->client->acquire($this->key, LockOwner::random(), Duration::ofSeconds(3));
        $this->handler->validateId(self::ID);
        try {
            $this->handler->read(self::ID);
            self::fail('The lock was held');
        } catch (LockHeld) {
            $this->clock->pass(Duration::ofSeconds(3));
        }

        self::assertSame('', $this->handler->read(self::ID));
    }

    public function testWriteAfterTheLeaseSucceedsWhenNobodyElseWrote(): void
    {
        $this->client->create($this->key, new Write('one'));
        $this->handler->read(self::ID);
        $this->clock->pass(Duration::ofSeconds(10));

        self::assertTrue($this->handler->write(self::ID, 'two'));
        self::assertSame('|php|two', $this->stored()->payload);
    }

    public function testWriteIsRefusedWithAWarningWhenSomebodyElseWrote(): void
    {
        $this->client->create($this->key, new Write('one'));
        $this->handler->read(self::ID);
        $this->client->save($this->key, new Write('newer'));
        $warnings = [];
        set_error_handler(static function (int $level, string $text) use (&$warnings): bool {
            $warnings[] = $text;

            return true;
        }, E_USER_WARNING);
        try {
            self::assertFalse($this->handler->write(self::ID, 'older'));
        } finally {
            restore_error_handler();
        }

        self::assertCount(1, $warnings);
        self::assertStringContainsString('VERSION_MISMATCH', $warnings[0]);
        self::assertSame('newer', $this->stored()->payload);
        self::assertTrue($this->lockIsFree());
    }

    public function testSecondWriteBuildsOnTheFirst(): void
    {
        $this->handler->read(self::ID);
        $this->handler->write(self::ID, 'one');

        self::assertTrue($this->handler->write(self::ID, 'two'));
        self::assertSame('|php|two', $this->stored()->payload);
    }

    public function testEmptySessionIsNotStored(): void
    {
        $this->handler->read(self::ID);

        self::assertTrue($this->handler->write(self::ID, ''));
        self::assertSame(Absence::NotFound, $this->client->find($this->key));
        self::assertTrue($this->lockIsFree());
    }

    public function testDestroyEndsASessionThatIsNotOpen(): void
    {
        $this->client->create($this->key, new Write('one'));

        self::assertTrue($this->handler->destroy(self::ID));
        self::assertSame(Absence::Ended, $this->client->find($this->key));
    }

    public function testStoredIdOfThisRequestIsDestroyed(): void
    {
        $id = $this->handler->create_sid();
        $this->handler->read($id);
        $this->handler->write($id, 'one');
        $this->handler->destroy($id);

        self::assertSame(Absence::Ended, $this->client->find(SessionKey::ofSessionId($id)));
    }

    public function testGcLeavesExpiryToTheService(): void
    {
        $this->client->create($this->key, new Write('one'));

        self::assertSame(0, $this->handler->gc(0));
        self::assertSame('one', $this->stored()->payload);
    }

    private function lockIsFree(): bool
    {
        $owner = LockOwner::random();
        try {
            $this->client->acquire($this->key, $owner);
            $this->client->release($this->key, $owner);

            return true;
        } catch (LockHeld) {
            return false;
        }
    }

    private function stored(): Session
    {
        $found = $this->client->find($this->key);
        self::assertInstanceOf(Session::class, $found);

        return $found;
    }
}
