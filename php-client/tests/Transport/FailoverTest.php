<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Transport;

use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Tests\Service\Fault;
use Holdfast\Session\Tests\Service\ServiceProcess;
use Holdfast\Session\Transport\FailedEndpoints;
use PHPUnit\Framework\TestCase;

/**
 * Several endpoints: which one is asked, and which one next.
 */
final class FailoverTest extends TestCase
{
    /** @var list<ServiceProcess> */
    private array $services = [];

    private string $urls;

    private RestSessionClient $client;

    protected function setUp(): void
    {
        FailedEndpoints::clear();
        $this->services = [ServiceProcess::start(), ServiceProcess::start(), ServiceProcess::start()];
        $urls = array_map(static fn (ServiceProcess $service): string => $service->url(), $this->services);
        $this->urls = implode(',', $urls);
        $this->client = new RestSessionClient(SavePath::parse("$this->urls?timeout=20s"));
    }

    protected function tearDown(): void
    {
        array_walk($this->services, static fn (ServiceProcess $service) => $service->stop());
        FailedEndpoints::clear();
    }

    public function testSessionsAreSpreadAndEachKeepsItsEndpoint(): void
    {
        for ($round = 0; $round < 2; $round++) {
            for ($i = 0; $i < 90; $i++) {
                $this->client->find(SessionKey::ofSessionId("visitor $i"));
            }
            $counts[] = array_map(
                static fn (ServiceProcess $service): int => count($service->calls()),
                $this->services
            );
        }

        self::assertSame($counts[0], $counts[1]);
        self::assertSame(90, array_sum($counts[0]));
        self::assertGreaterThan(12, min($counts[0]));
    }

    public function testReplicaThatAnsweredLastIsToldAfterAFailover(): void
    {
        $key = SessionKey::ofSessionId('visitor');
        $first = $this->preferred($key);
        $this->client->find($key);
        $before = RestSessionClient::lastReplica();
        $this->services[$first]->stop();
        $this->client->find($key);

        self::assertSame($this->services[$first]->address, "tcp://$before");
        self::assertNotNull(RestSessionClient::lastReplica());
        self::assertNotSame($before, RestSessionClient::lastReplica());
    }

    /** @dataProvider faultsOfOneEndpoint */
    public function testNextEndpointIsAskedWhenTheFirstFails(Fault $fault): void
    {
        $key = SessionKey::ofSessionId('visitor');
        $first = $this->preferred($key);
        $this->services[$first]->break(...array_fill(0, 4, $fault));
        $this->client->find($key);
        $this->client->find($key);

        self::assertSame($fault->isApplied() ? ['GET 404'] : [], array_unique($this->services[$first]->calls()));
        self::assertSame([2], $this->callsOfOthers($first));
    }

    /** @return array<string, array{Fault}> */
    public static function faultsOfOneEndpoint(): array
    {
        return [
            'hangs' => [Fault::Hang],
            'bare bad gateway' => [Fault::BareBadGateway],
            'draining' => [Fault::Draining],
            'store unavailable' => [Fault::StoreUnavailable],
        ];
    }

    public function testFailedEndpointIsNotAskedAgainAtOnce(): void
    {
        $key = SessionKey::ofSessionId('visitor');
        $first = $this->preferred($key);
        $this->services[$first]->break(Fault::StoreUnavailable);
        $this->client->find($key);
        $this->client->find($key);
        $this->client->find($key);

        self::assertSame([], $this->services[$first]->calls());
    }

    public function testFailedEndpointIsStillTheLastResort(): void
    {
        $key = SessionKey::ofSessionId('visitor');
        $first = $this->preferred($key);
        $this->services[$first]->break(Fault::StoreUnavailable);
        $this->client->find($key);
        foreach ($this->services as $at => $service) {
            $at === $first ? $service->calls() : $service->stop();
        }
        $this->client->find($key);

        self::assertSame(['GET 404'], $this->services[$first]->calls());
    }

    public function testEndpointsAreAskedAgainWhenAllFailForAMoment(): void
    {
        $passing = [Fault::StoreUnavailable, Fault::Draining, Fault::StoreUnavailable];
        array_walk($this->services, static fn (ServiceProcess $service) => $service->break(...$passing));
        $this->client->find(SessionKey::ofSessionId('visitor'));

        $calls = array_map(static fn (ServiceProcess $service): array => $service->calls(), $this->services);
        self::assertSame(['GET 404'], array_merge(...$calls));
    }

    public function testAllEndpointsGoneIsUnknownAndNotAbsent(): void
    {
        array_walk($this->services, static fn (ServiceProcess $service) => $service->stop());
        $this->expectException(SessionUnavailable::class);
        $this->expectExceptionMessage('None of 3 session endpoints gave an answer');
        (new RestSessionClient(SavePath::parse("$this->urls?timeout=300ms")))->find(SessionKey::ofSessionId('visitor'));
    }

    private function preferred(SessionKey $key): int
    {
        $this->client->find($key);
        foreach ($this->services as $at => $service) {
            if ($service->calls() !== []) {
                return $at;
            }
        }
        self::fail('No endpoint was asked');
    }

    /** @return list<int> */
    private function callsOfOthers(int $except): array
    {
        $counts = [];
        foreach ($this->services as $at => $service) {
            $counts[] = $at === $except ? 0 : count($service->calls());
        }

        return array_values(array_filter($counts));
    }
}
