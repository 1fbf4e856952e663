<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Problem;

/**
 * What the fake service does wrong with one request.
 */
enum Fault: string
{
    /** Closes the connection and does nothing. */
    case CloseUnread = 'close-unread';

    /** Does what was asked and closes the connection without an answer. */
    case CloseUnanswered = 'close-unanswered';

    /** Does what was asked and dies: nobody listens any more. */
    case Death = 'death';

    /** Does what was asked, sends half of the answer and closes. */
    case HalfAnswer = 'half-answer';

    /** Does what was asked and never answers. */
    case Hang = 'hang';

    /** Does what was asked, and answers when the next request comes in on the same connection. */
    case Late = 'late';

    /** Echoes another request. */
    case ForeignEcho = 'foreign-echo';
    case NoEcho = 'no-echo';

    /** Answers, and goes on sending. */
    case ExtraBytes = 'extra-bytes';

    case Chunked = 'chunked';
    case NoLength = 'no-length';
    case ConnectionClose = 'connection-close';

    /** Does what was asked, and a proxy answers for it. */
    case BareBadGateway = 'bare-502';
    case BareNotFound = 'bare-404';
    case StoreUnavailable = 'store-unavailable';
    case SessionLost = 'session-lost';
    case Draining = 'draining';

    /** Refuses as one that drains, and dies. */
    case DrainedDeath = 'drained-death';

    case OutcomeUnknown = 'outcome-unknown';
    case RateLimited = 'rate-limited';
    case VersionMismatch = 'version-mismatch';
    case Internal = 'internal';

    /** Whether the request takes effect. */
    public function isApplied(): bool
    {
        return match ($this) {
            self::CloseUnread, self::StoreUnavailable, self::SessionLost, self::Draining, self::DrainedDeath,
            self::RateLimited, self::VersionMismatch => false,
            default => true,
        };
    }

    public function problem(): ?Problem
    {
        return match ($this) {
            self::StoreUnavailable => new Problem('STORE_UNAVAILABLE', 503, Problem::NOT_APPLIED, true),
            self::SessionLost => new Problem('SESSION_LOST', 503),
            self::Draining, self::DrainedDeath => new Problem('DRAINING', 503, Problem::NOT_APPLIED, true),
            self::OutcomeUnknown => new Problem('OUTCOME_UNKNOWN', 504, Problem::UNKNOWN, true),
            self::RateLimited => new Problem('RATE_LIMITED', 429, Problem::NOT_APPLIED, true),
            self::VersionMismatch => new Problem('VERSION_MISMATCH', 412),
            self::Internal => new Problem('INTERNAL', 500, Problem::UNKNOWN),
            default => null,
        };
    }

    /** The bytes to send instead of a right answer; null for none. */
    public function distort(HttpResponse $right, bool $withoutBody): ?string
    {
        $problem = $this->problem();
        if ($problem !== null) {
            $headers = ['Session-Request' => $right->headers['Session-Request']]
                + ($this->closes() ? ['Connection' => 'close'] : []);

            return RestDoor::problem($problem)->with($headers)->text($withoutBody);
        }
        $text = $right->text($withoutBody);

        return match ($this) {
            self::HalfAnswer => substr($text, 0, intdiv(strlen($text), 2)),
            self::ForeignEcho => $right->with(['Session-Request' => 'somebody-else'])->text($withoutBody),
            self::NoEcho => $right->with(['Session-Request' => null])->text($withoutBody),
            self::ExtraBytes => $text . "HTTP/1.1 200 OK\r\n",
            self::Chunked => self::ok($right, ['Transfer-Encoding' => 'chunked']) . "0\r\n\r\n",
            self::NoLength => self::ok($right, []),
            self::ConnectionClose => $right->with(['Connection' => 'close'])->text($withoutBody),
            self::BareBadGateway => (new HttpResponse(502, [], 'Bad Gateway'))->text($withoutBody),
            self::BareNotFound => (new HttpResponse(404, [], 'Not Found'))->text($withoutBody),
            default => null,
        };
    }

    /** @param array<string, string> $headers instead of the length of the body */
    private static function ok(HttpResponse $right, array $headers): string
    {
        return (new HttpResponse(200, $headers + $right->headers + ['Content-Length' => null]))->text(true);
    }

    /** Whether the service ends after it. */
    public function kills(): bool
    {
        return $this === self::Death || $this === self::DrainedDeath;
    }

    /** Whether the connection ends after it. */
    public function closes(): bool
    {
        return !in_array($this, [
            self::Hang, self::Late, self::ForeignEcho, self::NoEcho, self::ExtraBytes, self::BareNotFound,
            self::StoreUnavailable, self::SessionLost, self::OutcomeUnknown, self::RateLimited, self::VersionMismatch,
            self::Internal,
        ], true);
    }
}
