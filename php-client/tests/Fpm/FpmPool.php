<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Fpm;

use Holdfast\Session\Tests\Page\Page;

/**
 * PHP-FPM with this package in front of the pages.
 */
final class FpmPool
{
    private const PAGES = __DIR__ . '/../Page/pages';

    /** @var resource|null */
    private $process;

    /** @param resource $process */
    private function __construct($process, private readonly string $folder)
    {
        $this->process = $process;
    }

    /** @param array<string, string> $startSettings of php.ini, that only the start of PHP takes */
    public static function start(string $savePath, int $workers, array $startSettings = []): self
    {
        $folder = sys_get_temp_dir() . '/holdfast-test-' . bin2hex(random_bytes(6));
        mkdir($folder, 0700);
        $settings = [
            'auto_prepend_file' => dirname(self::PAGES) . '/prepend.php',
            'session.save_path' => $savePath,
            'session.upload_progress.enabled' => '0',
            'display_errors' => '1',
            'html_errors' => '0',
            'log_errors' => '1',
            'error_log' => "$folder/php.log",
        ];
        $user = posix_geteuid() === 0 ? 'user = root' : '';
        $lines = '';
        foreach ($settings as $name => $value) {
            $lines .= "php_admin_value[$name] = \"$value\"\n";
        }
        file_put_contents("$folder/fpm.conf", <<<CONF
            [global]
            error_log = $folder/error.log
            [pages]
            $user
            listen = $folder/fpm.sock
            listen.backlog = 511
            pm = static
            pm.max_children = $workers
            catch_workers_output = no
            $lines
            CONF);
        $command = [self::binary(), '--nodaemonize', '--allow-to-run-as-root', '--fpm-config', "$folder/fpm.conf"];
        foreach ($startSettings as $name => $value) {
            array_push($command, '-d', "$name=$value");
        }
        $process = proc_open($command, [2 => ['file', "$folder/stderr.log", 'w']], $pipes);
        for ($tries = 0; $process !== false && !file_exists("$folder/fpm.sock"); $tries++) {
            if ($tries === 200) {
                throw new \RuntimeException('FPM did not start: ' . file_get_contents("$folder/stderr.log"));
            }
            usleep(50_000);
        }

        return new self($process, $folder);
    }

    public function __destruct()
    {
        $this->stop();
    }

    public function stop(): void
    {
        if ($this->process !== null) {
            proc_terminate($this->process, 3);
            proc_close($this->process);
            $this->process = null;
            array_map('unlink', (array) glob("$this->folder/*"));
            rmdir($this->folder);
        }
    }

    /** What the workers have logged. */
    public function log(): string
    {
        return (string) @file_get_contents("$this->folder/php.log");
    }

    public function get(string $target, ?string $sessionId = null): Page
    {
        return self::page($this->begin($target, $sessionId));
    }

    /** Asks for a page, named without its extension. */
    public function begin(string $target, ?string $sessionId = null): FastCgi
    {
        [$name, $query] = explode('?', $target, 2) + [1 => ''];

        return new FastCgi("$this->folder/fpm.sock", [
            'REQUEST_METHOD' => 'GET',
            'SCRIPT_FILENAME' => realpath(self::PAGES) . "$name.php",
            'REQUEST_URI' => $target,
            'QUERY_STRING' => $query,
            'SERVER_PROTOCOL' => 'HTTP/1.1',
        ] + ($sessionId === null ? [] : ['HTTP_COOKIE' => "PHPSESSID=$sessionId"]));
    }

    public static function page(FastCgi $request): Page
    {
        return new Page(...explode("\r\n\r\n", $request->answer(), 2) + [1 => '']);
    }

    private static function binary(): string
    {
        $found = (array) glob('/usr/sbin/php-fpm*');

        return end($found) ?: throw new \RuntimeException('There is no php-fpm in /usr/sbin');
    }
}
