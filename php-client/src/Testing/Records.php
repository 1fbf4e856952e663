<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\OperationId;
use Holdfast\Session\SessionKey;

/**
 * The sessions of one namespace, with the rules of time: what has expired is not there.
 *
 * @internal
 */
final class Records
{
    private const ALIAS_STEPS = 2;

    /** @var array<string, Record> by key */
    private array $records = [];

    public function __construct(
        private readonly Clock $clock,
        private readonly NamespacePolicy $policy,
    ) {
    }

    /** What stands under the key itself. */
    public function at(SessionKey $key): ?Record
    {
        $record = $this->records[$key->value] ?? null;
        if ($record === null) {
            return null;
        }
        $now = $this->clock->nowMillis();
        if ($record->movedTo !== null && $record->graceEndMillis <= $now) {
            $record->movedTo = null;
            $record->ended = true;
        }
        if ($record->expireMillis <= $now) {
            unset($this->records[$key->value]);

            return null;
        }

        return $record;
    }

    /** The key under which the session is now: the given one, or the one it moved to. */
    public function resolve(SessionKey $key): SessionKey
    {
        for ($step = 0; $step < self::ALIAS_STEPS; $step++) {
            $next = $this->at($key)?->movedTo;
            if ($next === null) {
                break;
            }
            $key = SessionKey::of($next);
        }

        return $key;
    }

    /** Starts a session, over an ended one if there is one: its counter and its operations go on. */
    public function create(SessionKey $key, string $payload, OperationId $operation): Record
    {
        $record = $this->at($key) ?? new Record();
        $now = $this->clock->nowMillis();
        $record->ended = false;
        $record->payload = $payload;
        $record->createMillis = $now;
        $record->lifetimeEndMillis = $now + $this->policy->lifetime->millis;
        $record->advance($key, $operation, true);
        $this->use($record, true);

        return $this->records[$key->value] = $record;
    }

    public function replace(SessionKey $key, Record $record, string $payload, OperationId $operation): void
    {
        $record->payload = $payload;
        $record->advance($key, $operation, false);
        $this->use($record, true);
    }

    public function end(SessionKey $key, Record $record, OperationId $operation): void
    {
        $record->advance($key, $operation, false);
        $record->ended = true;
        $record->payload = '';
        $record->expireMillis = $this->clock->nowMillis() + $this->policy->idleTimeout->millis;
    }

    /** Puts the session under a new key; the old one leads there for the grace. */
    public function move(SessionKey $from, SessionKey $to, int $graceMillis, OperationId $operation): Record
    {
        $old = $this->records[$from->value];
        $old->advance($from, $operation, false);
        $new = clone $old;
        $this->use($new, true);
        $this->records[$to->value] = $new;
        $old->payload = '';
        $old->movedTo = $to->value;
        $old->graceEndMillis = $this->clock->nowMillis() + $graceMillis;
        $old->expireMillis = $old->lifetimeEndMillis;

        return $new;
    }

    /** Slides the idle timeout; a mere read does so once a tenth of it has passed. */
    public function use(Record $record, bool $written = false): void
    {
        $now = $this->clock->nowMillis();
        $idle = $this->policy->idleTimeout->millis;
        if ($written || ($now - $record->slideMillis) * 10 > $idle) {
            $record->slideMillis = $now;
            $record->expireMillis = \min($now + $idle, $record->lifetimeEndMillis);
        }
    }
}
