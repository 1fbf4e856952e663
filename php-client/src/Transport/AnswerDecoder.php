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
    public static function sessionOrAbsence(Answer $answer): Session|Absence
    {
        return match ($answer->status) {
            200 => self::session($answer, $answer->body),
            204, 304 => self::session($answer),
            404 => self::absence($answer, 'SESSION_NOT_FOUND', Absence::NotFound),
            410 => self::absence($answer, 'SESSION_ENDED', Absence::Ended),
            default => throw self::failure($answer),
        };
    }

    /** As {@see sessionOrAbsence()}, for an answer to HEAD: the status alone has to tell. */
    public static function description(Answer $answer): Session|Absence
    {
        return match ($answer->status) {
            200 => self::session($answer),
            404 => Absence::NotFound,
            410 => Absence::Ended,
            default => throw self::failure($answer),
        };
    }

    public static function acquired(Answer $answer): Acquired
    {
        if ($answer->status === 200) {
            return new Acquired(self::session($answer, $answer->body), $answer);
        }
        $found = self::success($answer)->header('etag') !== null;

        return new Acquired($found ? self::session($answer) : null, $answer);
    }

    public static function written(Answer $answer): Written
    {
        self::success($answer);

        return new Written(self::session($answer), $answer->status === 201, $answer);
    }

    public static function lockExpireTime(Answer $answer): \DateTimeImmutable
    {
        $text = self::success($answer)->header('session-lock-expires');

        return new \DateTimeImmutable($text ?? throw self::unexpected($answer, 'Session-Lock-Expires'));
    }

    public static function userSessions(Answer $answer): UserSessionList
    {
        $told = self::member($answer, 'sessions');
        $sessions = \array_map(static fn (array $one): UserSession => new UserSession(
            $one['handle'],
            new \DateTimeImmutable($one['create_time']),
            new \DateTimeImmutable($one['expire_time']),
            new \DateTimeImmutable($one['lifetime_expire_time']),
        ), \is_array($told) ? \array_values($told) : throw self::unexpected($answer, 'a list of sessions'));

        return new UserSessionList($sessions, self::member($answer, 'more') === true);
    }

    /** How many sessions of a user were ended. */
    public static function ended(Answer $answer): int
    {
        $told = self::member($answer, 'ended');

        return \is_int($told) ? $told : throw self::unexpected($answer, 'a number of ended sessions');
    }

    /** @throws SessionException */
    public static function success(Answer $answer): Answer
    {
        return $answer->status < 300 ? $answer : throw self::failure($answer);
    }

    private static function member(Answer $answer, string $name): mixed
    {
        $told = \json_decode(self::success($answer)->body, true);

        return \is_array($told) ? $told[$name] ?? null : null;
    }

    private static function session(Answer $answer, ?string $payload = null): Session
    {
        return new Session(
            $answer->header('etag') ?? throw self::unexpected($answer, 'an ETag'),
            $payload,
            $answer,
        );
    }

    /** A 404 without the service's own reason may come from a proxy: it proves nothing about the session. */
    private static function absence(Answer $answer, string $reason, Absence $absence): Absence
    {
        return $answer->problem()?->reason === $reason ? $absence : throw self::failure($answer);
    }

    private static function failure(Answer $answer): SessionException
    {
        $problem = $answer->problem();

        return $problem === null
            ? self::unexpected($answer, 'a reason of the session service')
            : SessionException::of($problem, $answer->requestId());
    }

    private static function unexpected(Answer $answer, string $expected): SessionUnavailable
    {
        return SessionUnavailable::unexpectedAnswer($answer->status, $expected, $answer->requestId());
    }
}
