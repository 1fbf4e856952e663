<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Merge;

/**
 * PHP's own session serializers, each in a process of its own with an open session.
 */
final class Php
{
    /** @var array<string, array{resource, array<int, resource>}> process and pipes by serializer */
    private static array $running = [];

    /** @param array<string, mixed> $session */
    public static function write(string $serializer, array $session): string
    {
        return (string) self::ask($serializer, $session);
    }

    /** @return array<string, mixed> */
    public static function read(string $serializer, string $data): array
    {
        $session = self::ask($serializer, $data);
        if (!is_array($session)) {
            throw new \UnexpectedValueException("PHP cannot decode: $data");
        }

        return $session;
    }

    private static function ask(string $serializer, mixed $question): mixed
    {
        [, $pipes] = self::$running[$serializer] ??= self::start($serializer);
        fwrite($pipes[0], base64_encode(serialize($question)) . "\n");

        return unserialize((string) base64_decode((string) fgets($pipes[1])));
    }

    /** @return array{resource, array<int, resource>} */
    private static function start(string $serializer): array
    {
        $command = [PHP_BINARY, '-d', "session.serialize_handler=$serializer", __DIR__ . '/serializer.php'];
        $process = proc_open($command, [0 => ['pipe', 'r'], 1 => ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new \RuntimeException('PHP did not start');
        }

        return [$process, $pipes];
    }
}
