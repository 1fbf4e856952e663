<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * A client that keeps copies of what this machine has read and written, and asks whether they are current.
 *
 * Every answer is proved by the service: a copy only saves the payload its way. The copies are in APCu, which all
 * applications of one PHP master process share; without APCu this client adds nothing.
 */
final class LocalCopies implements SessionClient
{
    private const PREFIX = 'holdfast.copy.';

    /** @param string $prefix tells the sessions of this service and namespace from others */
    private function __construct(
        private readonly SessionClient $client,
        private readonly int $seconds,
        private readonly string $prefix,
    ) {
    }

    /**
     * @param Duration $keep how long a copy is kept; at least a second
     * @param string $scope what tells the service and the namespace from others, such as session.save_path
     */
    public static function before(SessionClient $client, Duration $keep, string $scope): self
    {
        return new self($client, \max(\intdiv($keep->millis, 1000), 1), self::PREFIX . \hash('xxh3', $scope) . '.');
    }

    public function find(SessionKey $key, ?string $have = null, bool $touch = true): Session|Absence
    {
        $copy = $have === null ? $this->copy($key) : null;
        $found = $this->client->find($key, $have ?? $copy[0] ?? null, $touch);

        return $found instanceof Session ? $this->whole($key, $found, $copy) : $found;
    }

    public function describe(SessionKey $key, bool $touch = true): Session|Absence
    {
        return $this->client->describe($key, $touch);
    }

    public function create(SessionKey $key, Write $write): Written
    {
        return $this->kept($key, $this->client->create($key, $write), $write);
    }

    public function save(SessionKey $key, Write $write, ?string $ifMatch = null): Written
    {
        return $this->kept($key, $this->client->save($key, $write, $ifMatch), $write);
    }

    public function touch(SessionKey $key): Session|Absence
    {
        return $this->client->touch($key);
    }

    public function end(SessionKey $key, ?OperationId $operation = null, ?string $ifMatch = null): ?Durability
    {
        $this->forget($key);

        return $this->client->end($key, $operation, $ifMatch);
    }

    public function rotate(
        SessionKey $key,
        SessionKey $newKey,
        ?Duration $grace = null,
        ?OperationId $operation = null,
    ): Written {
        $this->forget($key);

        return $this->client->rotate($key, $newKey, $grace, $operation);
    }

    public function acquire(
        SessionKey $key,
        LockOwner $owner,
        ?Duration $lease = null,
        ?Duration $wait = null,
        ?string $have = null,
    ): Acquired {
        $copy = $have === null ? $this->copy($key) : null;
        $acquired = $this->client->acquire($key, $owner, $lease, $wait, $have ?? $copy[0] ?? null);

        return $acquired->session === null
            ? $acquired
            : $acquired->with($this->whole($key, $acquired->session, $copy));
    }

    public function renew(SessionKey $key, LockOwner $owner, ?Duration $lease = null): \DateTimeImmutable
    {
        return $this->client->renew($key, $owner, $lease);
    }

    public function release(SessionKey $key, LockOwner $owner): void
    {
        $this->client->release($key, $owner);
    }

    public function userSessions(string $user): UserSessionList
    {
        return $this->client->userSessions($user);
    }

    public function endUserSessions(string $user, ?SessionKey $except = null): int
    {
        return $this->client->endUserSessions($user, $except);
    }

    /** @param array{string, string}|null $copy its version and payload */
    private function whole(SessionKey $key, Session $found, ?array $copy): Session
    {
        if ($found->payload !== null) {
            $this->keep($key, $found->etag, $found->payload);
        }

        return $found->payload === null && $copy !== null && $copy[0] === $found->etag
            ? $found->with($copy[1])
            : $found;
    }

    private function kept(SessionKey $key, Written $written, Write $write): Written
    {
        $this->keep($key, $written->session->etag, $write->payload);

        return $written;
    }

    /** @return array{string, string}|null */
    private function copy(SessionKey $key): ?array
    {
        $copy = Apcu::enabled() ? \apcu_fetch($this->prefix . $key->value) : false;

        return \is_array($copy) ? $copy : null;
    }

    private function keep(SessionKey $key, string $etag, #[\SensitiveParameter] string $payload): void
    {
        if (Apcu::enabled()) {
            \apcu_store($this->prefix . $key->value, [$etag, $payload], $this->seconds);
        }
    }

    private function forget(SessionKey $key): void
    {
        if (Apcu::enabled()) {
            \apcu_delete($this->prefix . $key->value);
        }
    }
}
