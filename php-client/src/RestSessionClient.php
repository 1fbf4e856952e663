<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\Transport\Answer;
use Holdfast\Session\Transport\AnswerDecoder;
use Holdfast\Session\Transport\Dispatcher;

/**
 * The session service over its REST door.
 */
final class RestSessionClient implements SessionClient
{
    private const BYTES = "Content-Type: application/octet-stream\r\n";
    private const JSON = "Content-Type: application/json\r\n";

    private readonly Dispatcher $dispatcher;

    private readonly string $path;

    private readonly string $acquireHeaders;

    public function __construct(Options $options)
    {
        $headers = $options->token === null ? '' : "Authorization: Bearer $options->token\r\n";
        $tls = $options->caFile === null ? [] : ['ssl' => ['cafile' => $options->caFile]];
        $this->dispatcher = new Dispatcher($options->endpoints, $headers, $options->timeoutMillis(), $tls);
        $scope = $options->locksEndWithConnection ? "Session-Lock-Scope: connection\r\n" : '';
        $this->acquireHeaders = self::JSON . $scope;
        $this->path = "/v1/namespaces/$options->namespace/";
    }

    /** The name of the replica that answered last in this PHP request, for people; null where none did. */
    public static function lastReplica(): ?string
    {
        return Dispatcher::lastReplica();
    }

    public function find(SessionKey $key, ?string $have = null, bool $touch = true): Session|Absence
    {
        $condition = $have === null ? '' : "If-None-Match: $have\r\n";

        return AnswerDecoder::sessionOrAbsence($this->read('GET', $key, $touch, $condition));
    }

    public function describe(SessionKey $key, bool $touch = true): Session|Absence
    {
        return AnswerDecoder::description($this->read('HEAD', $key, $touch));
    }

    public function create(SessionKey $key, Write $write): Written
    {
        return $this->put($key, $write, "If-None-Match: *\r\n");
    }

    public function save(SessionKey $key, Write $write, ?string $ifMatch = null): Written
    {
        return $this->put($key, $write, $ifMatch === null ? '' : "If-Match: $ifMatch\r\n");
    }

    public function touch(SessionKey $key): Session|Absence
    {
        return AnswerDecoder::sessionOrAbsence($this->send('POST', $key, ':touch'));
    }

    public function end(SessionKey $key, ?OperationId $operation = null, ?string $ifMatch = null): ?Durability
    {
        $headers = self::idempotency($operation) . ($ifMatch === null ? '' : "If-Match: $ifMatch\r\n");
        $answer = AnswerDecoder::success($this->send('DELETE', $key, '', $headers));

        return Durability::tryFrom($answer->header('session-durability') ?? '');
    }

    public function rotate(
        SessionKey $key,
        SessionKey $newKey,
        ?Duration $grace = null,
        ?OperationId $operation = null,
    ): Written {
        $body = ['new_key' => $newKey->value] + ($grace === null ? [] : ['grace' => (string) $grace]);
        $headers = self::JSON . self::idempotency($operation);

        return AnswerDecoder::written($this->send('POST', $key, ':rotate', $headers, self::json($body)));
    }

    public function acquire(
        SessionKey $key,
        LockOwner $owner,
        ?Duration $lease = null,
        ?Duration $wait = null,
        ?string $have = null,
    ): Acquired {
        $headers = $this->acquireHeaders . ($have === null ? '' : "Session-Have: $have\r\n");
        $body = self::lock($owner, $lease);
        $line = "POST {$this->path}sessions/$key->value:acquire";

        return AnswerDecoder::acquired($this->dispatcher->send($line, $key, $headers, $body, $wait?->millis ?? 0));
    }

    public function renew(SessionKey $key, LockOwner $owner, ?Duration $lease = null): \DateTimeImmutable
    {
        $answer = $this->send('POST', $key, ':renew', self::JSON, self::lock($owner, $lease));

        return AnswerDecoder::lockExpireTime($answer);
    }

    public function release(SessionKey $key, LockOwner $owner): void
    {
        AnswerDecoder::success($this->send('POST', $key, ':release', self::JSON, self::lock($owner, null)));
    }

    public function userSessions(string $user): UserSessionList
    {
        return AnswerDecoder::userSessions($this->ofUser('GET', $user, '/sessions'));
    }

    public function endUserSessions(string $user, ?SessionKey $except = null): int
    {
        $body = $except === null ? '{}' : self::json(['except' => $except->value]);

        return AnswerDecoder::ended($this->ofUser('POST', $user, ':endSessions', self::JSON, $body));
    }

    private function ofUser(string $method, string $user, string $verb, string $headers = '', string $body = ''): Answer
    {
        Token::check('user', $user, 16, 128);
        $key = SessionKey::of($user); // It orders the endpoints as a session key does.

        return $this->dispatcher->send("$method {$this->path}users/$user$verb", $key, $headers, $body);
    }

    private function put(SessionKey $key, Write $write, string $condition): Written
    {
        $headers = self::BYTES . "{$condition}Idempotency-Key: {$write->operation->value}\r\n";
        $lock = $write->lock;
        if ($lock !== null) {
            $headers .= "Session-Lock: $lock->value\r\n" . ($write->release ? "Session-Release: ?1\r\n" : '');
        }
        if ($write->user !== null) {
            $headers .= "Session-User: $write->user\r\n";
        }

        $line = "PUT {$this->path}sessions/$key->value";

        return AnswerDecoder::written($this->dispatcher->send($line, $key, $headers, $write->payload));
    }

    private function read(string $method, SessionKey $key, bool $touch, string $headers = ''): Answer
    {
        return $this->send($method, $key, '', $touch ? $headers : $headers . "Session-Touch: never\r\n");
    }

    /** @throws SessionUnavailable */
    private function send(
        string $method,
        SessionKey $key,
        string $verb,
        string $headers = '',
        #[\SensitiveParameter] string $body = '',
    ): Answer {
        return $this->dispatcher->send("$method {$this->path}sessions/$key->value$verb", $key, $headers, $body);
    }

    private static function idempotency(?OperationId $operation): string
    {
        return 'Idempotency-Key: ' . ($operation ?? OperationId::random())->value . "\r\n";
    }

    private static function lock(LockOwner $owner, ?Duration $lease): string
    {
        // Neither of the two has a character that JSON would escape.
        return $lease === null
            ? "{\"owner\":\"$owner->value\"}"
            : "{\"owner\":\"$owner->value\",\"lease\":\"" . $lease->seconds() . 's"}';
    }

    /** @param array<string, string> $members */
    private static function json(array $members): string
    {
        return \json_encode($members, JSON_THROW_ON_ERROR);
    }
}
