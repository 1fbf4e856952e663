<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use Holdfast\Session\Duration;
use Holdfast\Session\LockOwner;
use Holdfast\Session\OperationId;
use Holdfast\Session\SessionKey;
use PHPUnit\Framework\TestCase;

/**
 * The values of the wire: what they accept, and what they never show.
 */
final class ValuesTest extends TestCase
{
    public function testSessionKeyIsTheDigestOfTheCookieValue(): void
    {
        // printf abc | openssl dgst -sha256 -binary | basenc --base64url
        self::assertSame('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0', SessionKey::ofSessionId('abc')->value);
    }

    public function testSessionKeyShowsItsLengthOnly(): void
    {
        $key = SessionKey::ofSessionId('abc');

        self::assertSame('session key of 43 characters', (string) $key);
        self::assertStringNotContainsString($key->value, print_r($key, true));
    }

    /** @dataProvider badKeys */
    public function testSessionKeyRefusesWithoutPrintingIt(string $value, string $message): void
    {
        try {
            SessionKey::of($value);
            self::fail('The key was taken');
        } catch (\InvalidArgumentException $refusal) {
            self::assertStringContainsString($message, $refusal->getMessage());
            self::assertStringNotContainsString($value, $refusal->getMessage());
        }
    }

    /** @return array<string, array{string, string}> */
    public static function badKeys(): array
    {
        return [
            'short' => ['fifteen-letters', '15 characters (expected: 16 to 128'],
            'long' => [str_repeat('x', 129), '129 characters (expected: 16 to 128'],
            'alphabet' => ["0123456789abcdef\n", 'byte 0x0A (expected: 16 to 128'],
        ];
    }

    public function testLockOwnerRefusesAShortToken(): void
    {
        $this->expectExceptionMessage('lock owner: 7 characters (expected: 8 to 64');
        LockOwner::of('shorter');
    }

    /** @dataProvider operationIds */
    public function testOperationIdIsAUuidOrHexadecimal(string $text, bool $taken): void
    {
        if (!$taken) {
            $this->expectException(\InvalidArgumentException::class);
        }

        self::assertSame($text, OperationId::of($text)->value);
    }

    /** @return array<string, array{string, bool}> */
    public static function operationIds(): array
    {
        return [
            'uuid' => ['0190b3a4-7c1e-7000-8000-0123456789AB', true],
            'hexadecimal' => ['0123456789abcdef0123456789abcdef', true],
            'half a uuid' => ['0190b3a4-7c1e70008000-0123456789ab', false],
            'short' => ['0123456789abcdef0123456789abcde', false],
            'line end' => ["0123456789abcdef0123456789abcdef\n", false],
        ];
    }

    /** @dataProvider durations */
    public function testDurationReadsAndWritesItsUnit(string $text, int $millis, string $wire): void
    {
        $duration = Duration::parse($text);

        self::assertSame($millis, $duration->millis);
        self::assertSame($wire, (string) $duration);
    }

    /** @return array<string, array{string, int, string}> */
    public static function durations(): array
    {
        return [
            'milliseconds' => ['250ms', 250, '0.25s'],
            'seconds' => ['5s', 5000, '5s'],
            'a fraction' => ['0.005s', 5, '0.005s'],
            'minutes' => ['2m', 120_000, '120s'],
            'hours' => ['12h', 43_200_000, '43200s'],
            'days' => ['1d', 86_400_000, '86400s'],
            'nothing' => ['0s', 0, '0s'],
        ];
    }

    /** @dataProvider badDurations */
    public function testDurationRefusesATextWithoutNumberAndUnit(string $text): void
    {
        $this->expectException(\InvalidArgumentException::class);
        Duration::parse($text);
    }

    /** @return list<array{string}> */
    public static function badDurations(): array
    {
        return [['5'], ['s'], [''], ['5 s'], ['-5s'], ['1.2.3s'], ['5w'], ['1e3s']];
    }
}
