<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Transport;

use Holdfast\Session\Exception\LockLost;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\LockOwner;
use Holdfast\Session\Problem;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\Session;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Tests\Service\Fault;
use Holdfast\Session\Tests\Service\ServiceProcess;
use Holdfast\Session\Write;
use PHPUnit\Framework\TestCase;

/**
 * One endpoint, and all that can go wrong on the way to it.
 */
final class ConnectionTest extends TestCase
{
    private static ServiceProcess $service;

    private RestSessionClient $client;

    private SessionKey $key;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceProcess::start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$service->stop();
    }

    protected function setUp(): void
    {
        self::$service->break();
        $this->client = self::client(self::$service);
        $this->key = SessionKey::ofSessionId(bin2hex(random_bytes(8)));
        $this->client->create($this->key, new Write('one'));
        self::$service->calls();
    }

    /** @dataProvider passingFaults */
    public function testWriteIsRepeatedUnderItsOperationId(Fault $fault): void
    {
        self::$service->break($fault);
        $written = $this->client->save($this->key, new Write('two'));
        $found = $this->client->find($this->key);

        self::assertInstanceOf(Session::class, $found);
        self::assertSame('two', $found->payload);
        self::assertSame($written->session->etag, $found->etag);
    }

    /** @return array<string, array{Fault}> */
    public static function passingFaults(): array
    {
        $faults = [
            Fault::CloseUnread, Fault::CloseUnanswered, Fault::HalfAnswer, Fault::Hang, Fault::ForeignEcho,
            Fault::NoEcho, Fault::ExtraBytes, Fault::Chunked, Fault::NoLength, Fault::ConnectionClose,
            Fault::BareBadGateway, Fault::StoreUnavailable, Fault::Draining, Fault::OutcomeUnknown,
        ];

        return array_combine(
            array_map(static fn (Fault $fault): string => $fault->value, $faults),
            array_map(static fn (Fault $fault): array => [$fault], $faults)
        );
    }

    /** @dataProvider lastingFaults */
    public function testOutcomeIsToldWhenNoAttemptIsAnswered(Fault $fault, string $outcome): void
    {
        self::$service->break(...array_fill(0, 200, $fault));
        try {
            self::client(self::$service, '400ms')->save($this->key, new Write('two'));
            self::fail('The save was acknowledged');
        } catch (SessionUnavailable $unavailable) {
            self::assertSame($outcome, $unavailable->problem->outcome);
            self::assertStringContainsString($unavailable->requestId, $unavailable->getMessage());
            self::assertStringNotContainsString($this->key->value, $unavailable->getMessage());
        }
    }

    /** @return array<string, array{Fault, string}> */
    public static function lastingFaults(): array
    {
        return [
            'closed' => [Fault::CloseUnread, Problem::UNKNOWN],
            'hangs' => [Fault::Hang, Problem::UNKNOWN],
            'never echoes' => [Fault::NoEcho, Problem::UNKNOWN],
            'chunked' => [Fault::Chunked, Problem::UNKNOWN],
            'no length' => [Fault::NoLength, Problem::UNKNOWN],
            'bare bad gateway' => [Fault::BareBadGateway, Problem::UNKNOWN],
            'bare not found' => [Fault::BareNotFound, Problem::UNKNOWN],
            'outcome unknown' => [Fault::OutcomeUnknown, Problem::UNKNOWN],
            'internal' => [Fault::Internal, Problem::UNKNOWN],
        ];
    }

    /**
     * What a later attempt is told does not settle an earlier one without an answer, unless the service has looked
     * for its operation id.
     *
     * @dataProvider faultsAfterAnAppliedOne
     */
    public function testOutcomeIsThatOfAllAttempts(Fault $first, Fault $later, string $outcome): void
    {
        self::$service->break($first, ...array_fill(0, 200, $later));
        try {
            self::client(self::$service, '1s')->save($this->key, new Write('two'));
            self::fail('The save was acknowledged');
        } catch (SessionException $failure) {
            self::assertSame($outcome, $failure->problem->outcome);
        }
    }

    /** @return iterable<string, array{Fault, Fault, string}> */
    public static function faultsAfterAnAppliedOne(): iterable
    {
        $settles = ['version-mismatch' => Problem::NOT_APPLIED];
        $later = [Fault::StoreUnavailable, Fault::RateLimited, Fault::SessionLost, Fault::VersionMismatch];
        foreach ([Fault::CloseUnanswered, Fault::Hang, Fault::OutcomeUnknown] as $first) {
            foreach ($later as $fault) {
                $outcome = $settles[$fault->value] ?? Problem::UNKNOWN;
                yield "$first->value, then $fault->value" => [$first, $fault, $outcome];
            }
        }
    }

    public function testLockThatIsNotHeldAfterAReleaseWithoutAnswerMayHaveBeenFreedByIt(): void
    {
        $owner = LockOwner::random();
        $this->client->acquire($this->key, $owner);
        self::$service->break(Fault::CloseUnanswered);
        try {
            $this->client->release($this->key, $owner);
            self::fail('The lock was freed twice');
        } catch (LockLost $lost) {
            self::assertSame(Problem::UNKNOWN, $lost->problem->outcome);
        }
    }

    public function testOutcomeIsUnknownWhenNobodyListensAfterTheFirstAttempt(): void
    {
        $service = ServiceProcess::start();
        $client = self::client($service, '400ms');
        $client->create($this->key, new Write('one'));
        $service->break(Fault::Death);
        try {
            $client->save($this->key, new Write('two'));
            self::fail('The save was acknowledged');
        } catch (SessionUnavailable $unavailable) {
            self::assertSame(Problem::UNKNOWN, $unavailable->problem->outcome);
        }
    }

    public function testOutcomeIsNotAppliedWhenEachAttemptIsRefusedOrFindsNobody(): void
    {
        $service = ServiceProcess::start();
        $service->break(Fault::StoreUnavailable, Fault::Draining, Fault::DrainedDeath);
        try {
            self::client($service, '2s')->save($this->key, new Write('one'));
            self::fail('The save was acknowledged');
        } catch (SessionUnavailable $unavailable) {
            self::assertSame(Problem::NOT_APPLIED, $unavailable->problem->outcome);
        }
    }

    public function testFaultOfTheServiceItselfIsNotRepeated(): void
    {
        self::$service->break(Fault::Internal);
        try {
            $this->client->save($this->key, new Write('two'));
            self::fail('The save was acknowledged');
        } catch (SessionUnavailable $unavailable) {
            self::assertSame('INTERNAL', $unavailable->problem->reason);
            self::assertSame(['PUT 204'], self::$service->calls());
        }
    }

    public function testBareNotFoundIsNoAbsence(): void
    {
        self::$service->break(...array_fill(0, 200, Fault::BareNotFound));
        $this->expectException(SessionUnavailable::class);
        self::client(self::$service, '400ms')->find($this->key);
    }

    public function testAcquireWhoseAnswerWasLostIsAskedAgain(): void
    {
        self::$service->break(Fault::CloseUnanswered);

        self::assertSame('one', $this->client->acquire($this->key, LockOwner::random())->session?->payload);
    }

    /** @dataProvider sizes */
    public function testPayloadArrivesWhole(int $bytes): void
    {
        $payload = substr(str_repeat(random_bytes(1000), 1000), 0, $bytes);
        $this->client->save($this->key, new Write($payload));
        $found = $this->client->find($this->key);

        self::assertInstanceOf(Session::class, $found);
        self::assertSame(md5($payload), md5((string) $found->payload));
    }

    /** @return array<string, array{int}> */
    public static function sizes(): array
    {
        return ['empty' => [0], 'a read' => [16_384], 'a read and a bit' => [16_385], 'the limit' => [1_000_000]];
    }

    public function testAnswersWithoutBodyLeaveTheSocketUsable(): void
    {
        $described = $this->client->describe($this->key);
        self::assertInstanceOf(Session::class, $described);
        self::assertNull($described->payload);
        $this->client->find($this->key, $described->etag);
        $this->client->touch($this->key);
        $this->client->describe(SessionKey::ofSessionId('nobody'));

        self::assertCount(1, array_unique(self::$service->connections()));
    }

    public function testUnixSocketIsSpoken(): void
    {
        $path = sys_get_temp_dir() . '/holdfast-test-' . bin2hex(random_bytes(6)) . '.sock';
        $service = ServiceProcess::start("unix://$path");
        $client = new RestSessionClient(SavePath::parse("unix://$path"));
        $client->create($this->key, new Write('over a file'));
        $found = $client->find($this->key);
        $service->stop();
        unlink($path);

        self::assertInstanceOf(Session::class, $found);
        self::assertSame('over a file', $found->payload);
    }

    /** @param string $timeout long, but for what can end only with it */
    private static function client(ServiceProcess $service, string $timeout = '20s'): RestSessionClient
    {
        return new RestSessionClient(SavePath::parse($service->url() . "?timeout=$timeout"));
    }
}
