<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Absence;
use Holdfast\Session\Acquired;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\Session;
use Holdfast\Session\UserSession;
use Holdfast\Session\UserSessionList;
use Holdfast\Session\Written;

/**
 * What the answers of the REST door mean.
 *
 * @internal
 */
final class AnswerDecoder
{
    public function __construct(private readonly Dispatcher $dispatcher)
    {
    }

    public function sessionOrAbsence(Answer $answer): Session|Absence
    {
        return match ($answer->status) {
            200 => $this->session($answer, $answer->body),
            204, 304 => $this->session($answer),
            404 => $this->absence($answer, 'SESSION_NOT_FOUND', Absence::NotFound),
            410 => $this->absence($answer, 'SESSION_ENDED', Absence::Ended),
            default => throw $this->failure($answer),
        };
    }

    /** As {@see sessionOrAbsence()}, for an answer to HEAD: the status alone has to tell. */
    public function description(Answer $answer): Session|Absence
    {
        return match ($answer->status) {
            200 => $this->session($answer),
            404 => Absence::NotFound,
            410 => Absence::Ended,
            default => throw $this->failure($answer),
        };
    }

    public function acquired(Answer $answer): Acquired
    {
        $session = match (true) {
            $this->success($answer)->status === 200 => $this->session($answer, $answer->body),
            $answer->header('etag') !== null => $this->session($answer),
            default => null,
        };

        return new Acquired($session, $answer);
    }

    public function written(Answer $answer): Written
    {
        $this->success($answer);

        return new Written($this->session($answer), $answer->status === 201, $answer);
    }

    public function lockExpireTime(Answer $answer): \DateTimeImmutable
    {
        $text = $this->success($answer)->header('session-lock-expires');

        return new \DateTimeImmutable($text ?? throw $this->unexpected($answer, 'Session-Lock-Expires'));
    }

    public function userSessions(Answer $answer): UserSessionList
    {
        $told = $this->member($answer, 'sessions');
        $sessions = \array_map(static fn (array $one): UserSession => new UserSession(
            $one['handle'],
            new \DateTimeImmutable($one['create_time']),
            new \DateTimeImmutable($one['expire_time']),
            new \DateTimeImmutable($one['lifetime_expire_time']),
        ), \is_array($told) ? \array_values($told) : throw $this->unexpected($answer, 'a list of sessions'));

        return new UserSessionList($sessions, $this->member($answer, 'more') === true);
    }

    /** How many sessions of a user were ended. */
    public function ended(Answer $answer): int
    {
        $told = $this->member($answer, 'ended');

        return \is_int($told) ? $told : throw $this->unexpected($answer, 'a number of ended sessions');
    }

    /** @throws SessionException */
    public function success(Answer $answer): Answer
    {
        return $answer->status < 300 ? $answer : throw $this->failure($answer);
    }

    private function member(Answer $answer, string $name): mixed
    {
        $told = \json_decode($this->success($answer)->body, true);

        return \is_array($told) ? $told[$name] ?? null : null;
    }

    private function session(Answer $answer, ?string $payload = null): Session
    {
        return new Session(
            $answer->header('etag') ?? throw $this->unexpected($answer, 'an ETag'),
            $payload,
            $answer,
        );
    }

    /** A 404 without the service's own reason may come from a proxy: it proves nothing about the session. */
    private function absence(Answer $answer, string $reason, Absence $absence): Absence
    {
        return $answer->problem()?->reason === $reason ? $absence : throw $this->failure($answer);
    }

    private function failure(Answer $answer): SessionException
    {
        $problem = $answer->problem();

        return $problem === null
            ? $this->unexpected($answer, 'a reason of the session service')
            : SessionException::of($problem, $this->dispatcher->requestId());
    }

    private function unexpected(Answer $answer, string $expected): SessionUnavailable
    {
        return SessionUnavailable::unexpectedAnswer($answer->status, $expected, $this->dispatcher->requestId());
    }
}
