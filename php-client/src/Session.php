<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * One session as a single answer of the service described it.
 */
final class Session
{
    /**
     * @param string $etag the version: a quoted decimal such as `"17"`, which grows with every write
     * @param string|null $payload the bytes; null when the answer carried none (the caller has them, or wrote them)
     * @param string|null $created RFC 3339, as are the other two
     */
    public function __construct(
        public readonly string $etag,
        #[\SensitiveParameter] public readonly ?string $payload = null,
        private readonly ?string $created = null,
        private readonly ?string $expires = null,
        private readonly ?string $lifetimeExpires = null,
    ) {
    }

    /** The same session, as somebody sees it who has its payload. */
    public function with(#[\SensitiveParameter] string $payload): self
    {
        return new self($this->etag, $payload, $this->created, $this->expires, $this->lifetimeExpires);
    }

    /** When the session was created; null when the answer did not say. */
    public function createTime(): ?\DateTimeImmutable
    {
        return self::instant($this->created);
    }

    /** When it ends unless it is used again. */
    public function expireTime(): ?\DateTimeImmutable
    {
        return self::instant($this->expires);
    }

    /** When it ends at the latest. */
    public function lifetimeExpireTime(): ?\DateTimeImmutable
    {
        return self::instant($this->lifetimeExpires);
    }

    private static function instant(?string $text): ?\DateTimeImmutable
    {
        return $text === null ? null : new \DateTimeImmutable($text);
    }
}
