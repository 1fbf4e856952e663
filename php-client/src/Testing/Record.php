<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\OperationId;
use Holdfast\Session\Session;
use Holdfast\Session\SessionKey;

/**
 * What the in-memory service keeps under one key: a live session, an ended one, or the way to another key.
 *
 * @internal
 */
final class Record
{
    private const OPERATIONS = 4;
    private const NONCE_BITS = 23;

    public int $version = 0;
    public string $payload = '';
    public int $createMillis = 0;
    public int $slideMillis = 0;
    public int $expireMillis = 0;
    public int $lifetimeEndMillis = 0;
    public bool $ended = false;

    /** The key to which the session moved, and until when this one reaches it. */
    public ?string $movedTo = null;
    public int $graceEndMillis = 0;

    /** @var array<string, array{int, bool}> version and whether it created, by operation id, oldest first */
    private array $operations = [];

    public function etag(): string
    {
        return '"' . $this->version . '"';
    }

    /** Counts one write. The version holds a counter and, below it, what tells two writers apart. */
    public function advance(SessionKey $key, OperationId $operation, bool $created): void
    {
        $counter = ($this->version >> self::NONCE_BITS) + 1;
        $nonce = \crc32($operation->value . $key->value) & ((1 << self::NONCE_BITS) - 1);
        $this->version = ($counter << self::NONCE_BITS) | $nonce;
        $this->operations[$operation->value] = [$this->version, $created];
        $this->operations = \array_slice($this->operations, -self::OPERATIONS, null, true);
    }

    /** @return array{int, bool}|null what this operation did when it came the first time */
    public function replayed(OperationId $operation): ?array
    {
        return $this->operations[$operation->value] ?? null;
    }

    /** Whether all writes since a version are still known by name; null: since the first. */
    public function remembersSince(?string $etag): bool
    {
        $base = $etag === null ? 0 : (int) \trim($etag, '"');

        return ($this->version >> self::NONCE_BITS) - ($base >> self::NONCE_BITS) <= self::OPERATIONS;
    }

    public function session(?int $version = null, ?string $payload = null): Session
    {
        return new Session(
            '"' . ($version ?? $this->version) . '"',
            $payload,
            new Told([
                'session-created' => self::rfc3339($this->createMillis),
                'session-expires' => self::rfc3339($this->expireMillis),
                'session-lifetime-expires' => self::rfc3339($this->lifetimeEndMillis),
            ]),
        );
    }

    public static function rfc3339(int $millis): string
    {
        return \gmdate('Y-m-d\TH:i:s', \intdiv($millis, 1000)) . \sprintf('.%03dZ', $millis % 1000);
    }
}
