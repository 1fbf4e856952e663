<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Absence;
use Holdfast\Session\Acquired;
use Holdfast\Session\Durability;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Problem;
use Holdfast\Session\Session;
use Holdfast\Session\UserSession;
use Holdfast\Session\UserSessionList;
use Holdfast\Session\Written;

/**
 * What one step of a case led to.
 */
final class Observed
{
    private function __construct(
        public readonly ?Session $session = null,
        public readonly ?Problem $problem = null,
        public readonly bool $created = false,
        public readonly ?string $lock = null,
        public readonly ?string $durability = null,
        public readonly ?\DateTimeImmutable $lockExpireTime = null,
        public readonly ?UserSessionList $list = null,
        public readonly ?int $ended = null,
    ) {
    }

    /** How many sessions of a user were told apart; null when the answer was no list. */
    public function handles(): ?int
    {
        return $this->list === null ? null : count(array_unique(array_column($this->list->sessions, 'handle')));
    }

    /** @return list<?\DateTimeImmutable> a time of the session, or of each session of a user */
    public function times(string $name): array
    {
        return $this->list === null
            ? [$this->session?->$name()]
            : array_map(static fn (UserSession $one): \DateTimeImmutable => $one->$name, $this->list->sessions);
    }

    /** @param \Closure(): (Session|Absence|Acquired|Written|Durability|\DateTimeImmutable|UserSessionList|int|null) $call */
    public static function of(\Closure $call): self
    {
        try {
            $answer = $call();
        } catch (SessionException $failure) {
            return new self(problem: $failure->problem);
        }

        return match (true) {
            $answer === Absence::NotFound => new self(problem: new Problem('SESSION_NOT_FOUND', 404)),
            $answer === Absence::Ended => new self(problem: new Problem('SESSION_ENDED', 410)),
            $answer instanceof Session => new self($answer),
            $answer instanceof Acquired => new self(
                $answer->session,
                lock: 'held',
                lockExpireTime: $answer->lockExpireTime()
            ),
            $answer instanceof Written => new self(
                $answer->session,
                created: $answer->created,
                lock: $answer->lock()?->value,
                durability: $answer->durability()?->value
            ),
            $answer instanceof Durability => new self(durability: $answer->value),
            $answer instanceof \DateTimeImmutable => new self(lock: 'held', lockExpireTime: $answer),
            $answer instanceof UserSessionList => new self(list: $answer),
            is_int($answer) => new self(ended: $answer),
            default => new self(),
        };
    }
}
