<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Duration;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Problem;
use Holdfast\Session\Testing\Clock;
use Holdfast\Session\Testing\InMemorySessionClient;
use Holdfast\Session\Testing\NamespacePolicy;

/**
 * The namespaces that the conformance cases expect, and who may use them.
 */
final class Namespaces
{
    /** @var array<string, array{InMemorySessionClient, list<string>}> */
    private array $namespaces = [];

    public function __construct(public readonly Clock $clock)
    {
        $brief = new NamespacePolicy(Duration::ofSeconds(60), Duration::ofSeconds(150));
        $this->add('default', new NamespacePolicy());
        $this->add('brief', $brief);
        $this->add('tiny', new NamespacePolicy(maxPayloadBytes: 64));
        $this->add('careful', new NamespacePolicy(conditionRequired: true));
        $this->add('guarded', new NamespacePolicy(), ['guarded-token-one', 'guarded-token-two']);
    }

    /** @throws SessionException when there is no such namespace, or the token does not open it */
    public function client(string $namespace, ?string $token): InMemorySessionClient
    {
        [$client, $tokens] = $this->namespaces[$namespace]
            ?? throw SessionException::of(new Problem('PERMISSION_DENIED', 403), 'fake');
        if ($tokens !== [] && !in_array($token, $tokens, true)) {
            throw SessionException::of(new Problem('UNAUTHENTICATED', 401), 'fake');
        }

        return $client;
    }

    /** @param list<string> $tokens */
    private function add(string $name, NamespacePolicy $policy, array $tokens = []): void
    {
        $this->namespaces[$name] = [new InMemorySessionClient($this->clock, $policy), $tokens];
    }
}
