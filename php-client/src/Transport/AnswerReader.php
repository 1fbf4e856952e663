<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

/**
 * Reads answers off a stream, each within its deadline, and tells whether the stream can serve another one.
 *
 * @internal
 */
final class AnswerReader
{
    private const CHUNK_BYTES = 16_384;
    private const HEAD_LIMIT_BYTES = 65_536;
    private const BODY_LIMIT_BYTES = 67_108_864;

    /** Whether the stream stands exactly at the end of the last answer, and the peer keeps it open. */
    public bool $reusable = false;

    private bool $began = false;

    private int $deadlineNanos = 0;

    /** @param resource $stream */
    public function __construct(
        private $stream,
        private readonly string $endpoint,
    ) {
    }

    /** @throws BrokenExchange */
    public function read(bool $withoutBody, int $deadlineNanos): Answer
    {
        $this->reusable = $this->began = false;
        $this->deadlineNanos = $deadlineNanos;
        $buffer = $this->bytes();
        while (($end = \strpos($buffer, "\r\n\r\n")) === false) {
            if (\strlen($buffer) > self::HEAD_LIMIT_BYTES) {
                throw BrokenExchange::malformed($this->endpoint, 'an endless answer head', 'at most 64 KiB');
            }
            $buffer .= $this->bytes();
        }
        if (\strncmp($buffer, 'HTTP/1.1 ', 9) !== 0) {
            throw BrokenExchange::malformed($this->endpoint, 'an answer that is not HTTP/1.1', 'HTTP/1.1');
        }
        $answer = new Answer(\substr($buffer, 0, $end));
        $length = $this->bodyLength($answer, $withoutBody);
        $body = \substr($buffer, $end + 4);
        while (\strlen($body) < $length) {
            $body .= $this->bytes();
        }
        $whole = \strlen($body) === $length;
        $this->reusable = $whole && \strtolower($answer->header('connection') ?? '') !== 'close';

        return $answer->complete($whole ? $body : \substr($body, 0, $length));
    }

    private function bodyLength(Answer $answer, bool $withoutBody): int
    {
        $status = $answer->status;
        if ($status < 200 || $status > 599) {
            throw BrokenExchange::malformed($this->endpoint, "status $status", 'a final status');
        }
        if ($withoutBody || $status === 204 || $status === 304) {
            return 0;
        }
        $length = $answer->header('content-length') ?? '';
        if ($answer->header('transfer-encoding') !== null || $length === '' || !\ctype_digit($length)) {
            throw BrokenExchange::malformed($this->endpoint, "$status without a plain length", 'Content-Length');
        }
        if (\strlen($length) > 9 || (int) $length > self::BODY_LIMIT_BYTES) {
            throw BrokenExchange::malformed($this->endpoint, "a body of $length bytes", 'at most 64 MiB');
        }

        return (int) $length;
    }

    private function bytes(): string
    {
        $leftMicros = \intdiv($this->deadlineNanos - \hrtime(true), 1000);
        if ($leftMicros <= 0) {
            throw BrokenExchange::timedOut($this->endpoint, 'reading');
        }
        \stream_set_timeout($this->stream, 0, $leftMicros);
        $bytes = @\fread($this->stream, self::CHUNK_BYTES);
        if ($bytes === false || $bytes === '') {
            throw \stream_get_meta_data($this->stream)['timed_out']
                ? BrokenExchange::timedOut($this->endpoint, 'reading')
                : BrokenExchange::closed($this->endpoint, $this->began);
        }
        $this->began = true;

        return $bytes;
    }
}
