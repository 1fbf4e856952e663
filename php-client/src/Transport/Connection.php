<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

/**
 * The persistent stream of this PHP worker to one endpoint.
 *
 * The stream outlives the PHP request. What an earlier request may have left in it must not reach a later one:
 * a stream that comes with unread bytes is closed before it is written to, a stream whose last answer was not read
 * to its end is closed, and an answer counts only when it echoes the `Session-Request` that was sent.
 *
 * @internal
 */
final class Connection
{
    private const MOST_SIGNALS = 5;
    private const TCP = ['socket' => ['tcp_nodelay' => true]];

    /** The one that began an exchange last, for the end of the PHP request. */
    private static ?self $busy = null;

    private static bool $watched = false;

    /** @var resource|null */
    private $stream = null;

    /** Whether a request was begun whose answer has not been read to its end. */
    private bool $unclean = false;

    /** @param array<string, array<string, mixed>> $tls context options: none, or those of `ssl` */
    public function __construct(
        private readonly Endpoint $endpoint,
        private readonly array $tls = [],
    ) {
    }

    /**
     * Sends a request and reads its answer.
     *
     * A kept stream that turns out to be stale is replaced by a fresh one, once. The request is sent twice then:
     * it must be one that is safe to repeat.
     *
     * @throws BrokenExchange
     */
    public function exchange(string $request, string $requestId, bool $withoutBody, int $deadlineNanos): Answer
    {
        $kept = \is_resource($this->stream) || $this->takeKept($deadlineNanos);
        try {
            return $this->attempt($request, $requestId, $withoutBody, $deadlineNanos, $kept);
        } catch (BrokenExchange $broken) {
            if (!$kept || !$broken->staleSocket) {
                throw $broken;
            }
        }
        $this->connect($deadlineNanos, true);
        $answer = $this->attempt($request, $requestId, $withoutBody, $deadlineNanos, false);
        $answer->repeated = true;

        return $answer;
    }

    /** Closes the stream that a fatal error left in the middle of an exchange: no later request finds its answer. */
    private static function closeBusy(): void
    {
        if (self::$busy?->unclean) {
            self::$busy->close();
        }
    }

    /** Takes the stream that an earlier PHP request has left; false when it took a fresh one instead. */
    private function takeKept(int $deadlineNanos): bool
    {
        $this->connect($deadlineNanos);
        if (\ftell($this->stream) === 0) {
            return false;
        }
        if ($this->isQuiet()) {
            return true;
        }
        $this->close();
        $this->connect($deadlineNanos);

        return false;
    }

    /** Whether nothing waits in the stream: neither bytes nor its end. A signal while asking says nothing about it. */
    private function isQuiet(): bool
    {
        for ($tries = 0; $tries < self::MOST_SIGNALS; $tries++) {
            $read = [$this->stream];
            $none = null;
            $ready = @stream_select($read, $none, $none, 0);
            if ($ready !== false) {
                return $ready === 0;
            }
        }

        return false;
    }

    /** @param bool $repeated whether the request was sent already */
    private function connect(int $deadlineNanos, bool $repeated = false): void
    {
        $seconds = \max(($deadlineNanos - \hrtime(true)) / 1e9, 0.001);
        $context = \stream_context_create(self::TCP + $this->tls);
        $flags = \STREAM_CLIENT_CONNECT | \STREAM_CLIENT_PERSISTENT;
        $stream = @\stream_socket_client($this->endpoint->address, $code, $why, $seconds, $flags, $context);
        if ($stream === false) {
            throw BrokenExchange::noConnection($this->endpoint->name, $why === '' ? 'refused' : $why, $repeated);
        }
        \stream_set_read_buffer($stream, 0);
        $this->stream = $stream;
        if (!self::$watched) {
            self::$watched = true;
            \register_shutdown_function(self::closeBusy(...));
        }
    }

    private function attempt(string $request, string $id, bool $withoutBody, int $deadline, bool $kept): Answer
    {
        $this->unclean = true;
        self::$busy = $this;
        try {
            $leftMicros = \intdiv($deadline - \hrtime(true), 1000);
            \stream_set_timeout($this->stream, 0, \max($leftMicros, 1000));
            if (@\fwrite($this->stream, $request) !== \strlen($request)) {
                throw BrokenExchange::closed($this->endpoint->name, false);
            }
            $answer = AnswerReader::read($this->stream, $this->endpoint->name, $withoutBody, $deadline);
            if ($answer->requestId() !== $id) {
                throw $this->foreign($answer, $kept);
            }
            $this->unclean = $answer->last;

            return $answer;
        } finally {
            if ($this->unclean) {
                $this->close();
            }
        }
    }

    /** An error without an echo may come from a proxy; on a fresh stream it can only be the answer to our request. */
    private function foreign(Answer $answer, bool $kept): BrokenExchange
    {
        return $kept || $answer->status < 400 || $answer->requestId() !== ''
            ? BrokenExchange::foreignAnswer($this->endpoint->name)
            : BrokenExchange::bareError($this->endpoint->name, $answer->status);
    }

    private function close(): void
    {
        if (\is_resource($this->stream)) {
            \fclose($this->stream);
        }
        $this->stream = null;
        $this->unclean = false;
    }
}
