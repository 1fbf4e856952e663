<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Transport;

use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\Transport\Answer;
use Holdfast\Session\Transport\AnswerDecoder;
use PHPUnit\Framework\TestCase;

final class AnswerDecoderTest extends TestCase
{
    public function testUserSessionsReadsHandlesAndTimes(): void
    {
        $list = AnswerDecoder::userSessions($this->answer(200, '{"sessions":[{"handle":"h1",'
            . '"create_time":"2026-01-01T00:00:00.000Z","expire_time":"2026-01-01T00:30:00.250Z",'
            . '"lifetime_expire_time":"2026-01-01T12:00:00.000Z"}],"more":true}'));
        $sessions = $list->sessions;

        self::assertCount(1, $sessions);
        self::assertTrue($list->more);
        self::assertSame('1767268800000', $sessions[0]->lifetimeExpireTime->format('Uv'));
        self::assertSame('h1', $sessions[0]->handle);
        self::assertSame('1767225600000', $sessions[0]->createTime->format('Uv'));
        self::assertSame('1767227400250', $sessions[0]->expireTime->format('Uv'));
    }

    public function testEndedReadsTheNumber(): void
    {
        self::assertSame(3, AnswerDecoder::ended($this->answer(200, '{"ended":3}')));
    }

    /** @dataProvider strangeAnswers */
    public function testAnswerOfAnotherShapeIsNoAnswer(\Closure $decode): void
    {
        $this->expectException(SessionUnavailable::class);
        $decode();
    }

    /** @return array<string, array{\Closure(): mixed}> */
    public static function strangeAnswers(): array
    {
        $page = self::answer(200, '<html>');

        return [
            'no number' => [static fn () => AnswerDecoder::ended($page)],
            'no list' => [static fn () => AnswerDecoder::userSessions($page)],
            'no version' => [static fn () => AnswerDecoder::sessionOrAbsence($page)],
            'no lease' => [static fn () => AnswerDecoder::lockExpireTime(self::answer(204, ''))],
            'no reason' => [static fn () => AnswerDecoder::sessionOrAbsence(self::answer(404, '{}'))],
            'a route' => [static fn () => AnswerDecoder::description(self::answer(405, ''))],
        ];
    }

    private static function answer(int $status, string $body): Answer
    {
        $head = "HTTP/1.1 $status Status\r\nContent-Type: application/json";
        $answer = new Answer($head, \strtolower($head));
        $answer->body = $body;

        return $answer;
    }
}
