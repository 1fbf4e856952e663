<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Duration;
use Holdfast\Session\LockOwner;
use Holdfast\Session\OperationId;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Write;

/**
 * One run of one conformance case: its own values, and what it has bound so far.
 */
final class CaseRun
{
    /** @var array<string, string> ETags by the name they were bound to */
    private array $bound = [];

    private readonly string $salt;

    public function __construct(private readonly Target $target)
    {
        $this->salt = bin2hex(random_bytes(8));
    }

    /** @param array<string, mixed> $case */
    public function play(array $case): void
    {
        foreach ($case['steps'] as $at => $step) {
            if (isset($step['advance'])) {
                $this->target->advance(Duration::parse($step['advance']));
                continue;
            }
            $observed = Observed::of(fn () => $this->call($step));
            $where = "{$case['description']} (step " . ($at + 1) . ", {$step['call']})";
            $expected = new Expectation($step['expect'] ?? [], $where, $this->target->nowMillis(), $this->bound);
            $expected->check($observed);
            foreach ($step['expect']['bind'] ?? [] as $member => $name) {
                $this->bound[$name] = (string) $observed->session?->$member;
            }
        }
    }

    /** @param array<string, mixed> $step */
    private function call(array $step): mixed
    {
        $client = $this->target->client($step['namespace'] ?? 'default', $step['token'] ?? null);
        $key = isset($step['key']) ? $this->key($step['key']) : null;

        return match ($step['call']) {
            'get' => $client->find($key, $this->etag($step, 'if_none_match'), ($step['touch'] ?? '') !== 'never'),
            'create' => $client->create($key, $this->write($step)),
            'save' => $client->save($key, $this->write($step), $this->etag($step, 'if_match')),
            'touch' => $client->touch($key),
            'end' => $client->end($key, $this->operation($step), $this->etag($step, 'if_match')),
            'rotate' => $client->rotate(
                $key,
                $this->key($step['new_key']),
                self::duration($step, 'grace'),
                $this->operation($step)
            ),
            'acquire' => $client->acquire(
                $key,
                $this->owner($step['owner']),
                self::duration($step, 'lease'),
                self::duration($step, 'wait'),
                $this->etag($step, 'have')
            ),
            'renew' => $client->renew($key, $this->owner($step['owner']), self::duration($step, 'lease')),
            'release' => $client->release($key, $this->owner($step['owner'])),
            'list-user' => $client->userSessions($this->user($step['user'])),
            'end-user' => $client->endUserSessions(
                $this->user($step['user']),
                isset($step['except']) ? $this->key($step['except']) : null
            ),
        };
    }

    private function key(string $name): SessionKey
    {
        return SessionKey::of($name[0] === '=' ? substr($name, 1) : "key-$this->salt-$name");
    }

    private function user(string $name): string
    {
        return $name[0] === '=' ? substr($name, 1) : "user-$this->salt-$name";
    }

    private function owner(string $name): LockOwner
    {
        return LockOwner::of($name[0] === '=' ? substr($name, 1) : "owner-$this->salt-$name");
    }

    /** @param array<string, mixed> $step */
    private function operation(array $step): ?OperationId
    {
        return isset($step['operation']) ? OperationId::of(md5($this->salt . $step['operation'])) : null;
    }

    /** @param array<string, mixed> $step */
    private function write(array $step): Write
    {
        $payload = $step['payload'];
        $owner = isset($step['lock']) ? $this->owner($step['lock']) : null;

        return new Write(
            is_array($payload) ? str_repeat($payload['repeat'], $payload['times']) : $payload,
            $this->operation($step),
            $owner,
            $step['release'] ?? false,
            isset($step['user']) ? $this->user($step['user']) : null,
        );
    }

    /** @param array<string, mixed> $step */
    private function etag(array $step, string $member): ?string
    {
        $value = $step[$member] ?? null;

        return $value !== null && $value[0] === '$' ? $this->bound[substr($value, 1)] : $value;
    }

    /** @param array<string, mixed> $step */
    private static function duration(array $step, string $member): ?Duration
    {
        return isset($step[$member]) ? Duration::parse($step[$member]) : null;
    }
}
