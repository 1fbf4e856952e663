<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Duration;
use PHPUnit\Framework\Assert;

/**
 * What a step of a case has to lead to.
 */
final class Expectation
{
    private const TOLERANCE_MILLIS = 2000;

    /**
     * @param array<string, mixed> $members
     * @param string $where the failure message
     * @param int $nowMillis the service's clock
     * @param array<string, string> $bound ETags by name
     */
    public function __construct(
        private readonly array $members,
        private readonly string $where,
        private readonly int $nowMillis,
        private readonly array $bound,
    ) {
    }

    public function check(Observed $observed): void
    {
        if (!isset($this->members['error'])) {
            Assert::assertNull($observed->problem, "$this->where: {$observed->problem?->reason}");
        }
        foreach ($this->members as $member => $expected) {
            $this->checkMember($member, $expected, $observed);
        }
    }

    private function checkMember(string $member, mixed $expected, Observed $observed): void
    {
        $problem = $observed->problem;
        $session = $observed->session;
        match ($member) {
            'ok', 'bind', 'grpc' => null,
            'error' => $this->same($member, $expected, $problem?->reason),
            'http' => $this->same($member, $expected, $problem?->status),
            'outcome' => $this->same($member, $expected, $problem?->outcome),
            'retryable' => $this->same($member, $expected, $problem?->retryable),
            'current_etag' => $this->same($member, $this->etag($expected), $problem?->currentEtag),
            'detail_contains' => $this->contains($expected, (string) $problem?->detail),
            'payload' => $this->same($member, $expected, $session?->payload),
            'not_modified' => $this->same($member, $expected, $session !== null && $session->payload === null),
            'created' => $this->same($member, $expected, $observed->created),
            'absent' => $this->same($member, $expected, $session === null),
            'lock' => $this->same($member, $expected, $observed->lock),
            'durability_one_of' => Assert::assertContains($observed->durability, $expected, "$this->where: $member"),
            'etag' => $this->same($member, $this->etag($expected), $session?->etag),
            'etag_after' => Assert::assertGreaterThan(
                self::version($this->etag($expected)),
                self::version((string) $session?->etag),
                "$this->where: $member"
            ),
            'sessions' => $this->same($member, $expected, $observed->handles()),
            'more' => $this->same($member, $expected, $observed->list?->more),
            'ended' => $this->same($member, $expected, $observed->ended),
            'created_ago' => $this->near($member, -self::millis($expected), $observed->times('createTime')),
            'expires_in' => $this->near($member, self::millis($expected), $observed->times('expireTime')),
            'lifetime_expires_in' => $this->near(
                $member,
                self::millis($expected),
                $observed->times('lifetimeExpireTime')
            ),
            'lock_expires_in' => $this->near($member, self::millis($expected), [$observed->lockExpireTime]),
            'retry_after_at_most' => Assert::assertThat(
                $problem?->retryAfterMillis ?? -1,
                Assert::logicalAnd(
                    Assert::greaterThanOrEqual(0),
                    Assert::lessThanOrEqual(Duration::parse($expected)->millis)
                ),
                "$this->where: $member"
            ),
        };
    }

    private function same(string $member, mixed $expected, mixed $found): void
    {
        Assert::assertSame($expected, $found, "$this->where: $member");
    }

    /** @param list<string> $texts */
    private function contains(array $texts, string $detail): void
    {
        foreach ($texts as $text) {
            Assert::assertStringContainsString($text, $detail, "$this->where: detail");
        }
    }

    /** @param list<?\DateTimeImmutable> $times each of which has to be this long from now */
    private function near(string $member, int $wantedMillis, array $times): void
    {
        foreach ($times as $time) {
            Assert::assertNotNull($time, "$this->where: $member");
            $millis = (int) $time->format('Uv') - $this->nowMillis;
            Assert::assertEqualsWithDelta($wantedMillis, $millis, self::TOLERANCE_MILLIS, "$this->where: $member");
        }
    }

    private static function millis(string $duration): int
    {
        return Duration::parse($duration)->millis;
    }

    private function etag(string $value): string
    {
        return $value[0] === '$' ? $this->bound[substr($value, 1)] : $value;
    }

    private static function version(string $etag): int
    {
        return (int) trim($etag, '"');
    }
}
