<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Contract;

use Holdfast\Session\Absence;
use Holdfast\Session\Duration;
use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\LockHeld;
use Holdfast\Session\Exception\LockLost;
use Holdfast\Session\Exception\PayloadTooLarge;
use Holdfast\Session\Exception\RequestRefused;
use Holdfast\Session\Exception\SessionGone;
use Holdfast\Session\LockOwner;
use Holdfast\Session\LockState;
use Holdfast\Session\OperationId;
use Holdfast\Session\Session;
use Holdfast\Session\SessionClient;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Write;

/**
 * What every client answers, in its own types; the conformance cases say the rest.
 */
trait SessionClientContract
{
    private SessionKey $key;

    abstract private static function client(): SessionClient;

    protected function setUp(): void
    {
        $this->key = SessionKey::ofSessionId(bin2hex(random_bytes(16)));
    }

    public function testFindAnswersThePayloadAndTheTimes(): void
    {
        self::client()->create($this->key, new Write('one'));
        $found = self::client()->find($this->key);

        self::assertInstanceOf(Session::class, $found);
        self::assertSame('one', $found->payload);
        self::assertMatchesRegularExpression('/^"[1-9]\d*"$/D', $found->etag);
        self::assertGreaterThan($found->createTime(), $found->expireTime());
        self::assertGreaterThan($found->expireTime(), $found->lifetimeExpireTime());
    }

    public function testFindAnswersNoPayloadToACallerWhoHasIt(): void
    {
        $etag = self::client()->create($this->key, new Write('one'))->session->etag;
        $found = self::client()->find($this->key, $etag);

        self::assertInstanceOf(Session::class, $found);
        self::assertNull($found->payload);
        self::assertSame($etag, $found->etag);
    }

    public function testFindTellsAbsenceFromAnEnd(): void
    {
        self::assertSame(Absence::NotFound, self::client()->find($this->key));
        self::client()->create($this->key, new Write('one'));
        self::client()->end($this->key);

        self::assertSame(Absence::Ended, self::client()->find($this->key));
        self::assertSame(Absence::Ended, self::client()->describe($this->key));
        self::assertSame(Absence::Ended, self::client()->touch($this->key));
    }

    public function testDescribeAnswersTheVersionWithoutThePayload(): void
    {
        $etag = self::client()->create($this->key, new Write('one'))->session->etag;
        $described = self::client()->describe($this->key, false);

        self::assertInstanceOf(Session::class, $described);
        self::assertSame($etag, $described->etag);
        self::assertNull($described->payload);
    }

    public function testCreateOverALiveSessionNamesTheCurrentVersion(): void
    {
        $etag = self::client()->create($this->key, new Write('one'))->session->etag;
        try {
            self::client()->create($this->key, new Write('two'));
            self::fail('A live session was overwritten');
        } catch (Conflict $conflict) {
            self::assertSame($etag, $conflict->problem->currentEtag);
        }
    }

    public function testSaveAgainstAnOldVersionIsAConflict(): void
    {
        $first = self::client()->create($this->key, new Write('one'))->session->etag;
        $second = self::client()->save($this->key, new Write('two'), $first)->session->etag;
        try {
            self::client()->save($this->key, new Write('three'), $first);
            self::fail('A newer version was overwritten');
        } catch (Conflict $conflict) {
            self::assertSame('VERSION_MISMATCH', $conflict->problem->reason);
            self::assertSame($second, $conflict->problem->currentEtag);
        }
    }

    public function testSaveWithoutConditionCreates(): void
    {
        self::assertTrue(self::client()->save($this->key, new Write('one'))->created);
        self::assertFalse(self::client()->save($this->key, new Write('two'))->created);
    }

    public function testSaveOfAnEndedSessionIsRefused(): void
    {
        $etag = self::client()->create($this->key, new Write('one'))->session->etag;
        self::client()->end($this->key);
        $this->expectException(SessionGone::class);
        self::client()->save($this->key, new Write('two'), $etag);
    }

    public function testReplayAnswersAsTheFirstTime(): void
    {
        $operation = OperationId::random();
        $first = self::client()->create($this->key, new Write('one', $operation));
        $again = self::client()->create($this->key, new Write('one', $operation));

        self::assertTrue($again->created);
        self::assertSame($first->session->etag, $again->session->etag);
    }

    public function testTooLargeAPayloadIsRefused(): void
    {
        $this->expectException(PayloadTooLarge::class);
        self::client()->create($this->key, new Write(str_repeat('x', 1_000_001)));
    }

    public function testAcquireLocksAndReads(): void
    {
        self::client()->create($this->key, new Write('one'));
        $acquired = self::client()->acquire($this->key, LockOwner::random(), Duration::ofSeconds(30));

        self::assertSame('one', $acquired->session?->payload);
        self::assertNotNull($acquired->lockExpireTime());
        $this->expectException(LockHeld::class);
        self::client()->acquire($this->key, LockOwner::random());
    }

    public function testAcquireOfAnAbsentSessionHoldsTheLock(): void
    {
        $owner = LockOwner::random();

        self::assertNull(self::client()->acquire($this->key, $owner)->session);
        $write = new Write('one', null, $owner, true);
        self::assertSame(LockState::Released, self::client()->create($this->key, $write)->lock());
    }

    public function testRefusedAcquireHintsWhenToAskAgain(): void
    {
        self::client()->acquire($this->key, LockOwner::random(), Duration::ofSeconds(30));
        try {
            self::client()->acquire($this->key, LockOwner::random());
            self::fail('The lock was given twice');
        } catch (LockHeld $held) {
            self::assertTrue($held->problem->retryable);
            self::assertGreaterThan(0, $held->problem->retryAfterMillis);
        }
    }

    public function testRenewAndReleaseAreForTheOwner(): void
    {
        $owner = LockOwner::random();
        $end = self::client()->acquire($this->key, $owner, Duration::ofSeconds(5))->lockExpireTime();

        self::assertGreaterThan($end, self::client()->renew($this->key, $owner, Duration::ofSeconds(30)));
        self::client()->release($this->key, $owner);
        $this->expectException(LockLost::class);
        self::client()->release($this->key, $owner);
    }

    public function testRotateMovesTheSession(): void
    {
        $newKey = SessionKey::ofSessionId(bin2hex(random_bytes(16)));
        self::client()->create($this->key, new Write('one'));
        $moved = self::client()->rotate($this->key, $newKey, Duration::ofSeconds(30));

        self::assertNull($moved->session->payload);
        foreach ([$this->key, $newKey] as $key) {
            $found = self::client()->find($key);
            self::assertInstanceOf(Session::class, $found);
            self::assertSame('one', $found->payload);
            self::assertSame($moved->session->etag, $found->etag);
        }
    }

    public function testRotateOfAnAbsentSessionIsRefused(): void
    {
        $this->expectException(SessionGone::class);
        self::client()->rotate($this->key, SessionKey::ofSessionId(bin2hex(random_bytes(16))));
    }

    public function testRequestThatIsNoneIsRefused(): void
    {
        $this->expectException(RequestRefused::class);
        self::client()->rotate($this->key, $this->key);
    }

    public function testSessionsOfAUserNeedADatabase(): void
    {
        $this->expectException(RequestRefused::class);
        $this->expectExceptionMessage('NEEDS_DATABASE');
        self::client()->userSessions(SessionKey::ofSessionId('user')->value);
    }
}
