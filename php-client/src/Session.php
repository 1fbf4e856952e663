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
     * @param Headers|null $told where the times are
     */
    public function __construct(
        public readonly string $etag,
        #[\SensitiveParameter] public readonly ?string $payload = null,
        private readonly ?Headers $told = null,
    ) {
    }

    /** The same session, as somebody sees it who has its payload. */
    public function with(#[\SensitiveParameter] string $payload): self
    {
        return new self($this->etag, $payload, $this->told);
    }

    /** When the session was created; null when the answer did not say. */
    public function createTime(): ?\DateTimeImmutable
    {
        return $this->instant('session-created');
    }

    /** When it ends unless it is used again. */
    public function expireTime(): ?\DateTimeImmutable
    {
        return $this->instant('session-expires');
    }

    /** When it ends at the latest. */
    public function lifetimeExpireTime(): ?\DateTimeImmutable
    {
        return $this->instant('session-lifetime-expires');
    }

    private function instant(string $header): ?\DateTimeImmutable
    {
        $text = $this->told?->header($header);

        return $text === null ? null : new \DateTimeImmutable($text);
    }
}
