<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

/**
 * PHP's own web server with this package in front of the pages: one worker, whose streams outlive a request.
 */
final class PageServer
{
    /** @var resource|null */
    private $process;

    /** @param resource $process */
    private function __construct($process, private readonly int $port)
    {
        $this->process = $process;
    }

    /** @param array<string, string> $settings of php.ini, beside those of this package */
    public static function start(string $savePath, array $settings = []): self
    {
        $port = self::freePort();
        $settings += [
            'auto_prepend_file' => __DIR__ . '/prepend.php',
            'session.save_path' => $savePath,
            'session.upload_progress.enabled' => '0',
            'display_errors' => '1',
            'html_errors' => '0',
            'log_errors' => '0',
            'memory_limit' => '64M',
        ];
        $command = [PHP_BINARY];
        foreach ($settings as $name => $value) {
            array_push($command, '-d', "$name=\"$value\"");
        }
        array_push($command, '-S', "127.0.0.1:$port", '-t', __DIR__ . '/pages');
        $process = proc_open($command, [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        if ($process === false || !str_contains((string) fgets($pipes[2]), 'started')) {
            throw new \RuntimeException('The page server did not start');
        }
        fclose($pipes[1]);
        fclose($pipes[2]);

        return new self($process, $port);
    }

    public function __destruct()
    {
        $this->stop();
    }

    public function stop(): void
    {
        if ($this->process !== null) {
            proc_terminate($this->process, 9);
            proc_close($this->process);
            $this->process = null;
        }
    }

    /** @param string $target with its extension */
    public function url(string $target): string
    {
        return "http://127.0.0.1:$this->port$target";
    }

    public function get(string $target, ?string $sessionId = null): Page
    {
        return $this->begin($target, $sessionId)->finish();
    }

    /** Asks for a page, named without its extension, and leaves its answer for later. */
    public function begin(string $target, ?string $sessionId = null): PendingPage
    {
        $stream = stream_socket_client("tcp://127.0.0.1:$this->port", $code, $why, 10);
        if ($stream === false) {
            throw new \RuntimeException("The page server is gone: $why");
        }
        $cookie = $sessionId === null ? '' : "Cookie: PHPSESSID=$sessionId\r\n";
        [$name, $query] = explode('?', $target, 2) + [1 => ''];
        fwrite($stream, "GET $name.php?$query HTTP/1.1\r\nHost: localhost\r\n{$cookie}Connection: close\r\n\r\n");

        return new PendingPage($stream);
    }

    private static function freePort(): int
    {
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        $name = (string) stream_socket_get_name($probe, false);
        fclose($probe);

        return (int) substr($name, strrpos($name, ':') + 1);
    }
}
