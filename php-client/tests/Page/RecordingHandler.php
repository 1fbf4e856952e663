<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\SessionHandler;

/**
 * Writes down in a file what PHP calls, and passes it on.
 */
final class RecordingHandler implements
    \SessionHandlerInterface,
    \SessionIdInterface,
    \SessionUpdateTimestampHandlerInterface
{
    public function __construct(private readonly SessionHandler $handler, private readonly string $file)
    {
    }

    public function open(string $path, string $name): bool
    {
        return $this->record('open', $path, $name);
    }

    public function create_sid(): string // phpcs:ignore PSR1.Methods.CamelCapsMethodName -- PHP's name
    {
        return $this->record('create_sid');
    }

    public function validateId(string $id): bool
    {
        return $this->record('validateId', $id);
    }

    public function read(string $id): string
    {
        return $this->record('read', $id);
    }

    public function write(string $id, string $data): bool
    {
        return $this->record('write', $id, $data);
    }

    public function updateTimestamp(string $id, string $data): bool
    {
        return $this->record('updateTimestamp', $id, $data);
    }

    public function destroy(string $id): bool
    {
        return $this->record('destroy', $id);
    }

    public function close(): bool
    {
        return $this->record('close');
    }

    public function gc(int $max_lifetime): int
    {
        return $this->record('gc', $max_lifetime);
    }

    private function record(string $call, string|int ...$arguments): mixed
    {
        file_put_contents($this->file, "$call ", FILE_APPEND);

        return $this->handler->$call(...$arguments);
    }
}
