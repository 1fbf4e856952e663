<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Absence;
use Holdfast\Session\Duration;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\LockOwner;
use Holdfast\Session\OperationId;
use Holdfast\Session\Problem;
use Holdfast\Session\Session;
use Holdfast\Session\SessionClient;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Testing\Limits;
use Holdfast\Session\Testing\NamespacePolicy;
use Holdfast\Session\Write;
use Holdfast\Session\Written;

/**
 * The REST door of the fake service: HTTP in front of the in-memory client.
 */
final class RestDoor
{
    public function __construct(private readonly Namespaces $namespaces)
    {
    }

    public function answer(HttpRequest $request): HttpResponse
    {
        try {
            return $this->route($request);
        } catch (SessionException $refusal) {
            return self::problem($refusal->problem);
        }
    }

    public static function problem(Problem $problem): HttpResponse
    {
        $retryAfter = $problem->retryAfterMillis;

        return HttpResponse::json($problem->status, array_filter([
            'type' => 'https://holdfast.dev/problems/' . strtolower(strtr($problem->reason, '_', '-')),
            'title' => $problem->reason,
            'status' => $problem->status,
            'detail' => $problem->detail,
            'reason' => $problem->reason,
            'outcome' => $problem->outcome,
            'retryable' => $problem->retryable,
            'current_etag' => $problem->currentEtag,
        ], static fn (mixed $member): bool => $member !== null))->with([
            'Content-Type' => 'application/problem+json',
            'Session-Retry-After-Ms' => $retryAfter === null ? null : (string) $retryAfter,
        ]);
    }

    private function route(HttpRequest $request): HttpResponse
    {
        $pattern = '#^/v1/namespaces/([^/]+)/(?:sessions/([A-Za-z0-9_-]+)(?::[a-z]+)?|users/([^/:]+).*)$#D';
        if (preg_match($pattern, $request->target, $found) !== 1) {
            return self::problem(new Problem('ROUTE_NOT_FOUND', 404));
        }
        $token = $request->header('authorization');
        $client = $this->namespaces->client($found[1], $token === null ? null : substr($token, 7));
        if (isset($found[3])) {
            return HttpResponse::json(200, ['sessions' => $client->userSessions($found[3])]);
        }

        return self::call($client, SessionKey::of($found[2]), $request);
    }

    private static function call(SessionClient $client, SessionKey $key, HttpRequest $request): HttpResponse
    {
        $told = json_decode($request->body === '' ? '{}' : $request->body, true);
        $touch = $request->header('session-touch') !== 'never';
        $have = $request->header('if-none-match');
        $owner = isset($told['owner']) ? LockOwner::of($told['owner']) : null;
        $lease = isset($told['lease']) ? Duration::parse($told['lease']) : null;

        return match ($request->call()) {
            'GET' => self::found($client->find($key, $have, $touch)),
            'HEAD' => self::found($client->describe($key, $touch), 200),
            'PUT' => self::put($client, $key, $request),
            'DELETE' => self::end($client, $key, $request),
            'touch' => self::found($client->touch($key), 204),
            'rotate' => self::rotate($client, $key, $told, self::operation($request)),
            'acquire' => self::acquire($client, $key, $owner, $lease, $request),
            'renew' => new HttpResponse(204, self::lock($client->renew($key, $owner, $lease))),
            'release' => self::release($client, $key, $owner),
            default => self::problem(new Problem('ROUTE_NOT_FOUND', 404)),
        };
    }

    private static function found(Session|Absence $found, int $withoutPayload = 304): HttpResponse
    {
        if ($found instanceof Session) {
            $status = $found->payload === null ? $withoutPayload : 200;

            return new HttpResponse($status, self::session($found), (string) $found->payload);
        }

        return self::problem(match ($found) {
            Absence::NotFound => new Problem('SESSION_NOT_FOUND', 404),
            Absence::Ended => new Problem('SESSION_ENDED', 410),
        });
    }

    private static function put(SessionClient $client, SessionKey $key, HttpRequest $request): HttpResponse
    {
        $owner = $request->header('session-lock');
        $write = new Write(
            $request->body,
            self::operation($request),
            $owner === null ? null : LockOwner::of($owner),
            $request->header('session-release') === '?1',
            $request->header('session-user'),
        );
        $written = $request->header('if-none-match') === '*'
            ? $client->create($key, $write)
            : $client->save($key, $write, $request->header('if-match'));

        return self::written($written, $written->created ? 201 : 204);
    }

    private static function end(SessionClient $client, SessionKey $key, HttpRequest $request): HttpResponse
    {
        $durability = $client->end($key, self::operation($request), $request->header('if-match'));

        return new HttpResponse(204, ['Session-Durability' => $durability?->value]);
    }

    /** @param array<string, string> $told */
    private static function rotate(
        SessionClient $client,
        SessionKey $key,
        array $told,
        ?OperationId $operation,
    ): HttpResponse {
        $grace = isset($told['grace']) ? Duration::parse($told['grace']) : null;

        return self::written($client->rotate($key, SessionKey::of($told['new_key']), $grace, $operation), 200);
    }

    private static function acquire(
        SessionClient $client,
        SessionKey $key,
        LockOwner $owner,
        ?Duration $lease,
        HttpRequest $request,
    ): HttpResponse {
        (new Limits(new NamespacePolicy()))->waitMillis($request->wait()); // The waiting itself is the caller's.
        $acquired = $client->acquire($key, $owner, $lease, null, $request->header('session-have'));
        $session = $acquired->session;
        $headers = self::lock($acquired->lockExpireTime()) + ($session === null ? [] : self::session($session));

        return new HttpResponse($session?->payload === null ? 204 : 200, $headers, (string) $session?->payload);
    }

    private static function release(SessionClient $client, SessionKey $key, LockOwner $owner): HttpResponse
    {
        $client->release($key, $owner);

        return new HttpResponse(204);
    }

    private static function operation(HttpRequest $request): ?OperationId
    {
        $id = $request->header('idempotency-key');

        return $id === null ? null : OperationId::of($id);
    }

    private static function written(Written $written, int $status): HttpResponse
    {
        return new HttpResponse($status, self::session($written->session) + [
            'Session-Lock' => $written->lock()?->value,
            'Session-Durability' => $written->durability()?->value,
        ]);
    }

    /** @return array<string, string> */
    private static function lock(\DateTimeImmutable $expires): array
    {
        return ['Session-Lock' => 'held', 'Session-Lock-Expires' => self::instant($expires)];
    }

    /** @return array<string, string> */
    private static function session(Session $session): array
    {
        return [
            'ETag' => $session->etag,
            'Session-Created' => self::instant($session->createTime()),
            'Session-Expires' => self::instant($session->expireTime()),
            'Session-Lifetime-Expires' => self::instant($session->lifetimeExpireTime()),
        ];
    }

    private static function instant(\DateTimeImmutable $instant): string
    {
        return $instant->format('Y-m-d\TH:i:s.v\Z');
    }
}
