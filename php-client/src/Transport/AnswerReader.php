<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

/**
 * Reads one answer off a stream, within a deadline.
 *
 * What it works on are arguments: an object around them would cost every page.
 *
 * @internal
 */
final class AnswerReader
{
    private const CHUNK_BYTES = 16_384;
    private const HEAD_LIMIT_BYTES = 65_536;
    private const BODY_LIMIT_BYTES = 67_108_864;

    /**
     * @param resource $stream
     * @throws BrokenExchange
     */
    public static function read($stream, string $endpoint, bool $withoutBody, int $deadlineNanos): Answer
    {
        $buffer = self::bytes($stream, $endpoint, $deadlineNanos, false);
        while (($end = \strpos($buffer, "\r\n\r\n")) === false) {
            if (\strlen($buffer) > self::HEAD_LIMIT_BYTES) {
                throw BrokenExchange::malformed($endpoint, 'an endless answer head', 'at most 64 KiB');
            }
            $buffer .= self::bytes($stream, $endpoint, $deadlineNanos, true);
        }
        if (\strncmp($buffer, 'HTTP/1.1 ', 9) !== 0) {
            throw BrokenExchange::malformed($endpoint, 'an answer that is not HTTP/1.1', 'HTTP/1.1');
        }
        $head = \substr($buffer, 0, $end);
        $lowered = \strtolower($head);
        $answer = new Answer($head, $lowered);
        if ($answer->status < 200 || $answer->status > 599) {
            throw BrokenExchange::malformed($endpoint, "status $answer->status", 'a final status');
        }
        $length = $withoutBody ? 0 : self::bodyLength($answer, $lowered, $endpoint);
        $body = \substr($buffer, $end + 4);
        while (\strlen($body) < $length) {
            $body .= self::bytes($stream, $endpoint, $deadlineNanos, true);
        }
        $more = \strlen($body) > $length;
        $answer->body = $more ? \substr($body, 0, $length) : $body;
        $answer->last = $more || (\strpos($lowered, "\r\nconnection:") !== false
            && \strtolower((string) $answer->header('connection')) === 'close');

        return $answer;
    }

    private static function bodyLength(Answer $answer, string $lowered, string $endpoint): int
    {
        $status = $answer->status;
        if ($status === 204 || $status === 304) {
            return 0;
        }
        $length = $answer->header('content-length') ?? '';
        $encoded = \strpos($lowered, "\r\ntransfer-encoding:") !== false;
        if ($encoded || $length === '' || !\ctype_digit($length)) {
            throw BrokenExchange::malformed($endpoint, "$status without a plain length", 'Content-Length');
        }
        if (\strlen($length) > 9 || (int) $length > self::BODY_LIMIT_BYTES) {
            throw BrokenExchange::malformed($endpoint, "a body of $length bytes", 'at most 64 MiB');
        }

        return (int) $length;
    }

    /** @param resource $stream */
    private static function bytes($stream, string $endpoint, int $deadlineNanos, bool $began): string
    {
        $leftMicros = \intdiv($deadlineNanos - \hrtime(true), 1000);
        if ($leftMicros <= 0) {
            throw BrokenExchange::timedOut($endpoint, 'reading');
        }
        \stream_set_timeout($stream, 0, $leftMicros);
        $bytes = @\fread($stream, self::CHUNK_BYTES);
        if ($bytes === false || $bytes === '') {
            throw \stream_get_meta_data($stream)['timed_out']
                ? BrokenExchange::timedOut($endpoint, 'reading')
                : BrokenExchange::closed($endpoint, $began);
        }

        return $bytes;
    }
}
