<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Duration;

/**
 * A fake service that runs beside the test.
 */
final class ServiceProcess
{
    /** @var resource|null */
    private $process;

    /** @param resource $process */
    private function __construct($process, public readonly string $address)
    {
        $this->process = $process;
    }

    /**
     * @param string $address where to listen, such as `tcp://127.0.0.1:0` or `unix:///tmp/x.sock`
     * @param string|null $certificate a file with certificate and key, for an address of tls
     */
    public static function start(string $address = 'tcp://127.0.0.1:0', ?string $certificate = null): self
    {
        $command = [PHP_BINARY, '-d', 'display_errors=stderr', __DIR__ . '/serve.php', $address];
        if ($certificate !== null) {
            $command[] = $certificate;
        }
        $process = proc_open($command, [0 => ['pipe', 'r'], 1 => ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new \RuntimeException('The fake service did not start');
        }
        $name = trim((string) fgets($pipes[1]));
        if ($name === '') {
            throw new \RuntimeException('The fake service did not say where it listens');
        }

        $scheme = strstr($address, '://', true);

        return new self($process, $scheme === 'unix' ? $address : "$scheme://$name");
    }

    public function __destruct()
    {
        $this->stop();
    }

    /** The endpoint as session.save_path names it. */
    public function url(): string
    {
        return str_replace(['tcp://', 'tls://'], ['http://', 'https://'], $this->address);
    }

    public function stop(): void
    {
        if ($this->process !== null) {
            proc_terminate($this->process, 9);
            proc_close($this->process);
            $this->process = null;
        }
    }

    public function advance(Duration $by): void
    {
        $this->control('/clock:advance', ['by' => $by->millis . 'ms']);
    }

    /** Moves the clock on until every lock that a client may have left behind is free. */
    public function advanceBeyondTheLease(): void
    {
        $this->advance(Duration::ofSeconds(6));
    }

    /** Orders what goes wrong with the next requests, one each; null lets one pass. */
    public function break(?Fault ...$faults): void
    {
        $this->control('/faults', ['faults' => array_map(static fn (?Fault $f): string => $f?->value ?? '', $faults)]);
    }

    /** Breaks every save from now on, and nothing else. */
    public function breakSaves(Fault $fault): void
    {
        $this->control('/saves:break', ['fault' => $fault->value]);
    }

    /** @return list<string> the calls since the last time, such as `acquire 200` */
    public function calls(): array
    {
        return array_map(
            static fn (array $call): string => "{$call['call']} {$call['status']}",
            $this->takeCalls()
        );
    }

    /** @return list<int> the numbers of the connections of the calls since the last time */
    public function connections(): array
    {
        return array_column($this->takeCalls(), 'connection');
    }

    /** @return list<array{call: string, status: int, connection: int}> */
    private function takeCalls(): array
    {
        return json_decode($this->control('/calls:take', []), true)['calls'];
    }

    /** @param array<string, mixed> $members */
    private function control(string $target, array $members): string
    {
        $body = json_encode($members, JSON_THROW_ON_ERROR);
        $length = strlen($body);
        $stream = stream_socket_client($this->address, $code, $why, 10);
        if ($stream === false) {
            throw new \RuntimeException("The fake service is gone: $why");
        }
        fwrite($stream, "POST $target HTTP/1.1\r\nContent-Length: $length\r\n\r\n$body");
        $head = '';
        while (!str_ends_with($head, "\r\n\r\n")) {
            $head .= fgets($stream);
        }
        $length = preg_match('/Content-Length: (\d+)/', $head, $found) === 1 ? (int) $found[1] : 0;

        return $length === 0 ? '' : stream_get_contents($stream, $length);
    }
}
