<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\RequestRefused;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\Problem;
use PHPUnit\Framework\TestCase;

final class SessionExceptionTest extends TestCase
{
    public function testMessageIsASentenceWithReasonAndRequest(): void
    {
        $problem = new Problem('INVALID_ARGUMENT', 400, detail: 'lease: 61s (expected: <= 60s).');
        $failure = SessionException::of($problem, 'r-1');

        self::assertSame(
            'The session service refused the request: lease: 61s (expected: <= 60s) (INVALID_ARGUMENT, request r-1)',
            $failure->getMessage()
        );
        self::assertSame(400, $failure->getCode());
    }

    /** @dataProvider reasons */
    public function testKindFollowsTheReason(string $reason, int $status, string $kind): void
    {
        self::assertInstanceOf($kind, SessionException::of(new Problem($reason, $status), 'r-1'));
    }

    /** @return array<string, array{string, int, class-string}> */
    public static function reasons(): array
    {
        return [
            'a conflict' => ['VERSION_MISMATCH', 412, Conflict::class],
            'a refusal' => ['PERMISSION_DENIED', 403, RequestRefused::class],
            'no database' => ['NEEDS_DATABASE', 501, RequestRefused::class],
            'data lost' => ['SESSION_LOST', 503, SessionUnavailable::class],
            'a refusal of a newer service' => ['TEAPOT', 418, RequestRefused::class],
            'a failure of a newer service' => ['NEW_FAILURE', 503, SessionUnavailable::class],
        ];
    }

    public function testParseTakesNoOtherBodyForAProblem(): void
    {
        self::assertNull(Problem::parse(503, '<html>Bad Gateway</html>'));
        self::assertNull(Problem::parse(503, '{"status":503}'));
        self::assertNull(Problem::parse(503, ''));
    }

    public function testParseClaimsNoOutcomeThatWasNotTold(): void
    {
        self::assertSame(Problem::UNKNOWN, Problem::parse(503, '{"reason":"STORE_UNAVAILABLE"}')?->outcome);
    }
}
