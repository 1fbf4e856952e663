<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Duration;
use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\Problem;
use Holdfast\Session\SessionKey;

/**
 * Brings a request to an endpoint that gives it a definite answer, within one deadline.
 *
 * Endpoints that fail are asked again, round after round, for as long as there is time: a replica that restarts, or a
 * cache node that a replica has just lost sight of, is back in a moment.
 *
 * One session prefers one endpoint, where its waiting line and its caches are; the others follow in an order of
 * its own, those that failed a moment ago last. What the service may have applied already is sent again as it is:
 * each request names its operation or its owner, so that a repetition answers as the first time.
 *
 * @internal
 */
final class Dispatcher
{
    private const FIRST_PAUSE_MICROS = 10_000;
    private const MAX_PAUSE_MICROS = 160_000;
    private const MAX_SHARE_NANOS = 1_000_000_000;

    /** The first letters of GET and HEAD. */
    private const WITHOUT_BODY = ['G', 'H'];

    private static ?Answer $last = null;

    /** @var array<string, Connection> by endpoint name */
    private array $connections = [];

    private readonly string $nonce;

    private int $sent = 0;

    /**
     * @param non-empty-list<Endpoint> $endpoints
     * @param string $headers for each request, each one ended by CR LF
     * @param int $timeoutMillis for one call, all attempts together, waiting for a lock not counted
     * @param array<string, array<string, mixed>> $tls context options: none, or those of `ssl`
     */
    public function __construct(
        private readonly array $endpoints,
        #[\SensitiveParameter] private readonly string $headers,
        private readonly int $timeoutMillis,
        private readonly array $tls = [],
    ) {
        $this->nonce = \bin2hex(\random_bytes(8));
    }

    /** The name of the replica that answered last in this PHP request; null where none did or told it. */
    public static function lastReplica(): ?string
    {
        return self::$last?->header('session-replica');
    }

    /**
     * Sends a request; what it is made of are texts, for an object around them would cost every page.
     *
     * @param string $line method and target, such as `GET /v1/namespaces/default/sessions/<key>`
     * @param string $headers each one ended by CR LF
     * @param int $waitMillis how long the service may hold the request back for a lock
     * @throws SessionUnavailable when no endpoint gave a definite answer
     */
    public function send(
        string $line,
        SessionKey $key,
        string $headers = '',
        #[\SensitiveParameter] string $body = '',
        int $waitMillis = 0,
    ): Answer {
        $id = $this->nonce . '-' . ++$this->sent;
        $unknown = false;
        $order = \count($this->endpoints) === 1 ? $this->endpoints : $this->order($key);
        $rest = $body === '' && \in_array($line[0], self::WITHOUT_BODY, true)
            ? "$headers\r\n"
            : $headers . 'Content-Length: ' . \strlen($body) . "\r\n\r\n$body";
        $waitEnd = \hrtime(true) + $waitMillis * 1_000_000;
        $attempts = \max(\count($order), 2);
        for ($round = 0; $round === 0 || $this->pause($round, $waitEnd); $round++) {
            foreach ($order as $at => $endpoint) {
                try {
                    $answer = $this->attempt($endpoint, $id, $line, $rest, $waitEnd, $attempts - $at);
                    if ($unknown) {
                        $answer->repeated = true;
                    }

                    return $answer;
                } catch (BrokenExchange $broken) {
                    $unknown = $unknown || $broken->unknown;
                    FailedEndpoints::add($endpoint);
                }
            }
        }
        throw SessionUnavailable::noEndpointAnswered(\count($order), $unknown, $id, $broken);
    }

    /**
     * Waits a moment before the next round, a little longer each time; false when there is no time for one.
     *
     * A round has at least as long as the pause before it: one that is cut short would make the outcome unknown.
     */
    private function pause(int $round, int $waitEnd): bool
    {
        $micros = \min(self::FIRST_PAUSE_MICROS << \min($round - 1, 8), self::MAX_PAUSE_MICROS);
        $micros = \intdiv($micros, 2) + \random_int(0, \intdiv($micros, 2));
        if (\hrtime(true) + 2 * $micros * 1_000 >= $waitEnd + $this->timeoutMillis * 1_000_000) {
            return false;
        }
        \usleep($micros);

        return true;
    }

    /**
     * @param string $rest the headers of this request, the empty line and the body
     * @param int $attempts how many of this round have to share the time that is left, this one included
     */
    private function attempt(
        Endpoint $endpoint,
        string $id,
        string $line,
        #[\SensitiveParameter] string $rest,
        int $waitEnd,
        int $attempts,
    ): Answer {
        $now = \hrtime(true);
        $wait = $waitEnd > $now ? $waitEnd - $now : 0;
        $left = $waitEnd + $this->timeoutMillis * 1_000_000 - $now - $wait;
        $share = $left > 0 ? \min(\intdiv($left, $attempts), self::MAX_SHARE_NANOS) : 0;
        $prefer = $wait === 0 ? '' : self::prefer($wait);
        $connection = $this->connections[$endpoint->name] ??= new Connection($endpoint, $this->tls);
        $answer = $connection->exchange(
            "$line HTTP/1.1\r\nHost: $endpoint->host\r\n$this->headers" . "Session-Request: $id\r\n$prefer$rest",
            $id,
            $line[0] === 'H',
            $now + $wait + $share,
        );
        self::$last = $answer;
        if ($answer->status >= 500) {
            $this->refuseIfPassing($endpoint, $answer);
        }

        return $answer;
    }

    /** Lets an error through that another endpoint would answer no better. */
    private function refuseIfPassing(Endpoint $endpoint, Answer $answer): void
    {
        $problem = $answer->problem();
        if ($problem === null) {
            throw BrokenExchange::bareError($endpoint->name, $answer->status);
        }
        if ($problem->retryable) {
            $unknown = $problem->outcome === Problem::UNKNOWN;
            throw BrokenExchange::refused($endpoint->name, $problem->reason, $unknown);
        }
    }

    private static function prefer(int $waitNanos): string
    {
        return 'Prefer: wait=' . Duration::ofMillis(\intdiv($waitNanos, 1_000_000))->seconds() . "\r\n";
    }

    /** @return non-empty-list<Endpoint> */
    private function order(SessionKey $key): array
    {
        $ranks = [];
        foreach ($this->endpoints as $at => $endpoint) {
            $failed = FailedEndpoints::contains($endpoint) ? '1' : '0';
            $ranks[$at] = $failed . \hash('xxh3', $key->value . '@' . $endpoint->name);
        }
        \asort($ranks, SORT_STRING);

        return \array_map(fn (int $at): Endpoint => $this->endpoints[$at], \array_keys($ranks));
    }
}
