<?php

declare(strict_types=1);

namespace Holdfast\Session\Bridge;

use Holdfast\Session\Exception\ReadOnlyPage;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Modes;
use Holdfast\Session\OpenSession;
use Holdfast\Session\Rules;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionClient;
use Holdfast\Session\UnsavedSessions;

/**
 * A session driver for Laravel, which reads, writes and destroys, and neither opens nor closes.
 *
 * The lock of an exclusive page falls free with the write that ends the page, or when PHP ends. `regenerate()` moves
 * the session to its new id and lets the old one go on for the grace; `regenerate(true)` and `invalidate()` end it.
 */
final class LaravelHandler implements \SessionHandlerInterface
{
    private const SERIALIZER = 'laravel';

    private ?OpenSession $open = null;

    public function __construct(private readonly SessionClient $client, private readonly Rules $rules)
    {
        $self = \WeakReference::create($this);
        \register_shutdown_function(static fn (): ?bool => $self->get()?->close());
    }

    /** @param string $savePath in the form of session.save_path */
    public static function to(string $savePath): self
    {
        $options = SavePath::parse($savePath);

        return new self($options->client($options->rules), $options->rules ?? new Rules());
    }

    public function open(string $path, string $name): bool
    {
        return true;
    }

    /** @throws SessionException when nobody knows, or another request kept the lock */
    public function read(#[\SensitiveParameter] string $id): string
    {
        $key = $this->rules->key($id);
        if (!$this->open?->isOf($key)) {
            $this->close();
            $mode = Modes::ofRequest($this->rules->modes);
            $this->open = OpenSession::start($this->client, $key, self::SERIALIZER, $this->rules, $mode);
        }

        return $this->open->data();
    }

    /** @throws SessionException when the session was not saved */
    public function write(#[\SensitiveParameter] string $id, #[\SensitiveParameter] string $data): bool
    {
        try {
            $open = $this->under($id);
            if ($open->exists() && $open->data() === $data) {
                $open->release();
            } else {
                $open->save($data);
            }
        } catch (ReadOnlyPage $refused) {
            return $this->rules->modes->dropWrites ? true : throw $refused;
        } catch (SessionException $failure) {
            UnsavedSessions::count($failure);
            $this->close();
            throw $failure;
        }

        return true;
    }

    /** @throws SessionException when nobody knows whether the session was ended */
    public function destroy(#[\SensitiveParameter] string $id): bool
    {
        $key = $this->rules->key($id);
        if ($this->open?->isOf($key)) {
            $this->open->end();
            $this->open = null;
        } else {
            $this->client->end($key);
        }

        return true;
    }

    public function close(): bool
    {
        $this->open?->release();
        $this->open = null;

        return true;
    }

    /** The service removes expired sessions itself. */
    public function gc(int $max_lifetime): int
    {
        return 0;
    }

    /** The open session, moved to this id where it has another one, or else a new one. */
    private function under(#[\SensitiveParameter] string $id): OpenSession
    {
        $key = $this->rules->key($id);
        if ($this->open?->isOf($key) || $this->open?->moveTo($key, $this->rules->grace)) {
            return $this->open;
        }

        $mode = Modes::ofRequest($this->rules->modes);

        return $this->open = OpenSession::made($this->client, $key, self::SERIALIZER, $mode);
    }
}
