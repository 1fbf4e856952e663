<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Transport\Endpoint;

/**
 * What a client has to know: where the service listens, who is asking, and how long it may take.
 */
final class Options
{
    /**
     * @param non-empty-list<Endpoint> $endpoints
     * @param Duration|null $timeout for one call, all attempts together, without the wait for a lock; null for 2 s
     * @param Rules|null $rules of the save handler; null for the defaults
     * @param string|null $token the bearer token of the namespace
     * @param string|null $caFile certificates that may vouch for a https endpoint; null for those of the system
     * @param bool $locksEndWithConnection whether a replica frees a lock when the connection it was taken over closes;
     *                                     only where no proxy stands between
     */
    public function __construct(
        public readonly array $endpoints,
        public readonly string $namespace = 'default',
        public readonly ?Duration $timeout = null,
        public readonly ?Rules $rules = null,
        #[\SensitiveParameter] public readonly ?string $token = null,
        public readonly ?string $caFile = null,
        public readonly bool $locksEndWithConnection = false,
    ) {
    }

    /** For one call, all attempts together, without the wait for a lock. */
    public function timeoutMillis(): int
    {
        return $this->timeout?->millis ?? 2_000;
    }

    /** A client with these options, for a save handler with these rules; null for the defaults. */
    public function client(?Rules $rules): SessionClient
    {
        $client = new RestSessionClient($this);
        if ($rules?->localCopy === null) {
            return $client;
        }
        $scope = $this->namespace . ' ' . \implode(' ', \array_column($this->endpoints, 'name'));

        return LocalCopies::before($client, $rules->localCopy, $scope);
    }

    /** @return array<string, mixed> what var_dump() shows: all but the token */
    public function __debugInfo(): array
    {
        return ['token' => $this->token === null ? null : '***'] + \get_object_vars($this);
    }
}
