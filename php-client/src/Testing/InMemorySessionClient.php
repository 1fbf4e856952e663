<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Absence;
use Holdfast\Session\Acquired;
use Holdfast\Session\Durability;
use Holdfast\Session\Duration;
use Holdfast\Session\LockOwner;
use Holdfast\Session\LockState;
use Holdfast\Session\OperationId;
use Holdfast\Session\Session;
use Holdfast\Session\SessionClient;
use Holdfast\Session\SessionKey;
use Holdfast\Session\UserSessionList;
use Holdfast\Session\Write;
use Holdfast\Session\Written;

/**
 * A session service in the memory of a test: the protocol with its versions, replays, locks and moves.
 *
 * Its time is the clock's: an acquire that waits moves it to the end of the holder's lease, or of its own wait.
 */
final class InMemorySessionClient implements SessionClient
{
    private readonly Clock $clock;

    private readonly NamespacePolicy $policy;

    private readonly Records $records;

    private readonly Locks $locks;

    private readonly Limits $limits;

    public function __construct(?Clock $clock = null, ?NamespacePolicy $policy = null)
    {
        $this->clock = $clock ?? new SteeredClock();
        $this->policy = $policy ?? new NamespacePolicy();
        $this->records = new Records($this->clock, $this->policy);
        $this->locks = new Locks($this->clock);
        $this->limits = new Limits($this->policy);
    }

    public function find(SessionKey $key, ?string $have = null, bool $touch = true): Session|Absence
    {
        $this->limits->checkEtag($have);
        $record = $this->live($key);
        if ($record instanceof Absence) {
            return $record;
        }
        if ($touch) {
            $this->records->use($record);
        }

        return $record->session(payload: $have === $record->etag() ? null : $record->payload);
    }

    public function describe(SessionKey $key, bool $touch = true): Session|Absence
    {
        $found = $this->find($key, null, $touch);

        return $found instanceof Session ? $this->live($key)->session() : $found;
    }

    public function create(SessionKey $key, Write $write): Written
    {
        $this->limits->checkSize($write);
        $key = $this->records->resolve($key);
        $record = $this->records->at($key);
        $replay = $record?->replayed($write->operation);
        if ($replay !== null) {
            return $this->replay($key, $record, $replay, $write);
        }
        if ($record !== null && !$record->ended && $record->movedTo === null) {
            throw Refusals::exists($record);
        }
        $record = $this->records->create($key, $write->payload, $write->operation);

        return $this->written($key, $record->session(), true, $write);
    }

    public function save(SessionKey $key, Write $write, ?string $ifMatch = null): Written
    {
        $this->limits->checkEtag($ifMatch);
        $this->limits->checkSize($write);
        if ($ifMatch === null && $this->policy->conditionRequired) {
            throw Refusals::conditionRequired();
        }
        $key = $this->records->resolve($key);
        $record = $this->records->at($key);
        $replay = $record?->replayed($write->operation);
        if ($replay !== null) {
            return $this->replay($key, $record, $replay, $write);
        }
        if ($record === null && $ifMatch === null) {
            return $this->create($key, $write);
        }
        $record = $this->expect($record, $ifMatch);
        $this->records->replace($key, $record, $write->payload, $write->operation);

        return $this->written($key, $record->session(), false, $write);
    }

    public function touch(SessionKey $key): Session|Absence
    {
        return $this->describe($key);
    }

    public function end(SessionKey $key, ?OperationId $operation = null, ?string $ifMatch = null): ?Durability
    {
        $this->limits->checkEtag($ifMatch);
        $operation ??= OperationId::random();
        $key = $this->records->resolve($key);
        $record = $this->records->at($key);
        if ($record?->replayed($operation) !== null) {
            return Durability::Memory;
        }
        if ($record === null && $ifMatch !== null) {
            throw Refusals::notFound(conditional: true);
        }
        if ($record !== null && !$record->ended) {
            $this->records->end($key, $this->expect($record, $ifMatch), $operation);
        }
        $this->locks->free($key);

        return Durability::Memory;
    }

    public function rotate(
        SessionKey $key,
        SessionKey $newKey,
        ?Duration $grace = null,
        ?OperationId $operation = null,
    ): Written {
        if ($key->value === $newKey->value) {
            throw Refusals::invalid('new_key: equal to the key (expected: another key)');
        }
        $graceMillis = $this->limits->graceMillis($grace);
        $operation ??= OperationId::random();
        $record = $this->records->at($key) ?? throw Refusals::notFound();
        $replay = $record->movedTo === $newKey->value ? $record->replayed($operation) : null;
        if ($replay !== null) {
            return self::told($record->session($replay[0]));
        }
        $this->refuseMove($record, $this->records->at($newKey));
        $moved = $this->records->move($key, $newKey, $graceMillis, $operation);
        $this->locks->move($key, $newKey);

        return self::told($moved->session());
    }

    public function acquire(
        SessionKey $key,
        LockOwner $owner,
        ?Duration $lease = null,
        ?Duration $wait = null,
        ?string $have = null,
    ): Acquired {
        $this->limits->checkEtag($have);
        $waitMillis = $this->limits->waitMillis($wait);
        $leaseMillis = $this->limits->leaseMillis($lease);
        $key = $this->records->resolve($key);
        $this->awaitLock($key, $owner, $waitMillis);
        $end = Record::rfc3339($this->locks->take($key, $owner, $leaseMillis));
        $found = $this->find($key, $have);

        return new Acquired($found instanceof Session ? $found : null, new Told(['session-lock-expires' => $end]));
    }

    public function renew(SessionKey $key, LockOwner $owner, ?Duration $lease = null): \DateTimeImmutable
    {
        $leaseMillis = $this->limits->leaseMillis($lease);
        $end = $this->locks->take($this->held($key, $owner), $owner, $leaseMillis);

        return new \DateTimeImmutable(Record::rfc3339($end));
    }

    public function release(SessionKey $key, LockOwner $owner): void
    {
        $this->locks->free($this->held($key, $owner));
    }

    public function userSessions(string $user): UserSessionList
    {
        throw Refusals::needsDatabase();
    }

    public function endUserSessions(string $user, ?SessionKey $except = null): int
    {
        throw Refusals::needsDatabase();
    }

    /** Nobody else can run meanwhile, so a held lock falls free with its lease or not at all. */
    private function awaitLock(SessionKey $key, LockOwner $owner, int $waitMillis): void
    {
        $heldMillis = $this->locks->heldForMillis($key, $owner);
        $this->clock->pass(Duration::ofMillis(\min($heldMillis, $waitMillis)));
        if ($heldMillis > $waitMillis) {
            throw Refusals::lockHeld($heldMillis - $waitMillis);
        }
    }

    private function held(SessionKey $key, LockOwner $owner): SessionKey
    {
        $key = $this->records->resolve($key);

        return $this->locks->isHeldBy($key, $owner) ? $key : throw Refusals::lockLost();
    }

    private function live(SessionKey $key): Record|Absence
    {
        $record = $this->records->at($this->records->resolve($key));

        return match (true) {
            $record === null => Absence::NotFound,
            $record->ended, $record->movedTo !== null => Absence::Ended,
            default => $record,
        };
    }

    private function expect(?Record $record, ?string $ifMatch): Record
    {
        if ($record === null) {
            throw Refusals::notFound(conditional: true);
        }
        if ($record->ended || $record->movedTo !== null) {
            throw Refusals::ended($record, $ifMatch);
        }
        if ($ifMatch !== null && $ifMatch !== $record->etag()) {
            throw Refusals::versionMismatch($record, $ifMatch);
        }

        return $record;
    }

    private function refuseMove(Record $record, ?Record $target): void
    {
        if ($record->movedTo !== null) {
            throw Refusals::alreadyRotated();
        }
        if ($record->ended) {
            throw Refusals::ended($record);
        }
        if ($target !== null && !$target->ended) {
            throw Refusals::exists($target);
        }
    }

    /** @param array{int, bool} $first */
    private function replay(SessionKey $key, Record $record, array $first, Write $write): Written
    {
        $session = $record->session($first[0]);
        if ($write->lock === null || !$write->release) {
            return $this->written($key, $session, $first[1], $write);
        }
        $this->locks->settle($key, $write->lock, true);

        return self::told($session, $first[1], LockState::Released);
    }

    private function written(SessionKey $key, Session $session, bool $created, Write $write): Written
    {
        $lock = $this->locks->settle($key, $write->lock, $write->release);

        return self::told($session, $created, $lock);
    }

    private static function told(Session $session, bool $created = false, ?LockState $lock = null): Written
    {
        $told = ['session-lock' => $lock?->value, 'session-durability' => Durability::Memory->value];

        return new Written($session, $created, new Told($told));
    }
}
