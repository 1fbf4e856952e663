<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Duration;

/**
 * A session service for tests: the protocol from the in-memory client, its calls on record, faults to order.
 */
final class FakeService
{
    private readonly Namespaces $namespaces;

    private readonly RestDoor $door;

    /** @var array<int, resource> */
    private array $connections = [];

    /** @var array<int, string> bytes that are not a whole request yet */
    private array $buffers = [];

    /** @var list<array{HttpRequest, int}> acquires that wait, and until when in milliseconds */
    private array $waiting = [];

    /** @var list<array{call: string, status: int, connection: int}> */
    private array $calls = [];

    /** @var list<Fault|null> for the next requests, one each; null for none */
    private array $faults = [];

    /** For every save, whatever the order; null for none. */
    private ?Fault $faultOfSaves = null;

    /** @var array<int, string> answers that were held back, by connection */
    private array $late = [];

    private int $accepted = 0;

    /** @param resource $listener */
    public function __construct(private $listener)
    {
        $this->namespaces = new Namespaces(new OffsetClock());
        $this->door = new RestDoor($this->namespaces);
    }

    public function serve(): never
    {
        while (true) {
            $readable = [$this->listener, ...$this->connections];
            $none = null;
            $ready = stream_select($readable, $none, $none, 0, $this->waiting === [] ? 1_000_000 : 10_000);
            foreach ($ready > 0 ? $readable : [] as $stream) {
                $stream === $this->listener ? $this->accept() : $this->receive($stream);
            }
            $this->wake();
        }
    }

    private function accept(): void
    {
        $stream = @stream_socket_accept($this->listener, 0);
        if ($stream !== false) {
            stream_set_blocking($stream, false);
            $this->connections[++$this->accepted] = $stream;
            $this->buffers[$this->accepted] = '';
        }
    }

    /** @param resource $stream */
    private function receive($stream): void
    {
        $number = array_search($stream, $this->connections, true);
        $bytes = fread($stream, 65_536);
        if ($bytes === false || ($bytes === '' && feof($stream))) {
            $this->close($number);

            return;
        }
        $this->buffers[$number] .= $bytes;
        while (isset($this->buffers[$number])) {
            $request = HttpRequest::take($this->buffers[$number], $number);
            if ($request === null) {
                return;
            }
            $this->handle($request);
        }
    }

    private function handle(HttpRequest $request): void
    {
        if (!str_starts_with($request->target, '/v1/')) {
            $this->send($request, $this->control($request)->with(['Connection' => 'close'])->text(false));
            $this->close($request->connection);

            return;
        }
        $fault = $request->method === 'PUT' && $this->faultOfSaves !== null
            ? $this->faultOfSaves
            : array_shift($this->faults);
        if ($fault === null) {
            $this->serveSession($request, $request->wait()?->millis ?? 0);

            return;
        }
        $right = $fault->isApplied() ? $this->answer($request) : new HttpResponse(204, self::echo($request));
        $withoutBody = $request->method === 'HEAD';
        if ($fault === Fault::Late) {
            $this->late[$request->connection] = $right->text($withoutBody);
        }
        $this->send($request, (string) $fault->distort($right, $withoutBody));
        if ($fault->kills()) {
            exit(0);
        }
        if ($fault->closes()) {
            $this->close($request->connection);
        }
    }

    private function serveSession(HttpRequest $request, int $waitMillis): void
    {
        $answer = $this->answer($request);
        if ($answer->status === 423 && $waitMillis > 0) {
            $this->waiting[] = [$request, $this->namespaces->clock->nowMillis() + $waitMillis];

            return;
        }
        $this->send($request, $answer->text($request->method === 'HEAD'));
    }

    /** Lets the acquires that wait try again, the oldest first. */
    private function wake(): void
    {
        $waiting = $this->waiting;
        $this->waiting = [];
        foreach ($waiting as [$request, $end]) {
            if (isset($this->connections[$request->connection])) {
                $this->serveSession($request, max($end - $this->namespaces->clock->nowMillis(), 0));
            }
        }
    }

    private function answer(HttpRequest $request): HttpResponse
    {
        $answer = $this->door->answer($request)->with(self::echo($request))->with([
            'Session-Replica' => (string) stream_socket_get_name($this->listener, false),
        ]);
        $this->calls[] = [
            'call' => $request->call(),
            'status' => $answer->status,
            'connection' => $request->connection,
        ];

        return $answer;
    }

    /** @return array<string, string|null> */
    private static function echo(HttpRequest $request): array
    {
        return ['Session-Request' => $request->header('session-request'), 'Cache-Control' => 'no-store'];
    }

    private function control(HttpRequest $request): HttpResponse
    {
        $told = json_decode($request->body === '' ? '{}' : $request->body, true);
        switch ($request->target) {
            case '/clock:advance':
                $this->namespaces->clock->pass(Duration::parse($told['by']));
                break;
            case '/faults':
                $this->faults = array_map(Fault::tryFrom(...), $told['faults']);
                break;
            case '/saves:break':
                $this->faultOfSaves = Fault::from($told['fault']);
                break;
            case '/calls:take':
                $calls = $this->calls;
                $this->calls = [];

                return HttpResponse::json(200, ['calls' => $calls]);
        }

        return new HttpResponse(204);
    }

    private function send(HttpRequest $request, string $text): void
    {
        $stream = $this->connections[$request->connection] ?? null;
        if ($stream !== null && $text !== '') {
            $text = ($this->late[$request->connection] ?? '') . $text;
            unset($this->late[$request->connection]);
            stream_set_blocking($stream, true);
            @fwrite($stream, $text);
            stream_set_blocking($stream, false);
        }
    }

    private function close(int $number): void
    {
        if (isset($this->connections[$number])) {
            fclose($this->connections[$number]);
        }
        unset($this->connections[$number], $this->buffers[$number]);
    }
}
