<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Duration;
use Holdfast\Session\Options;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SessionClient;
use Holdfast\Session\Transport\Endpoint;

/**
 * A started service, reached over REST; its clock is steered on its operations listener.
 */
final class RestTarget implements Target
{
    /** @var array<string, SessionClient> */
    private array $clients = [];

    private int $advancedMillis = 0;

    public function __construct(private readonly string $url, private readonly string $operationsUrl)
    {
    }

    public function client(string $namespace, ?string $token): SessionClient
    {
        return $this->clients["$namespace $token"] ??= new RestSessionClient(new Options(
            [Endpoint::parse($this->url)],
            $namespace,
            Duration::ofSeconds(20),
            token: $token,
        ));
    }

    public function advance(Duration $by): void
    {
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => ['Content-Type: application/json', 'Connection: close'],
            'content' => json_encode(['by' => $by->millis . 'ms'], JSON_THROW_ON_ERROR),
        ]]);
        if (file_get_contents("$this->operationsUrl/clock:advance", false, $context) === false) {
            throw new \RuntimeException('The clock of the service cannot be steered');
        }
        $this->advancedMillis += $by->millis;
    }

    public function nowMillis(): int
    {
        return (int) (microtime(true) * 1000) + $this->advancedMillis;
    }
}
