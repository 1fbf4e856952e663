<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * The name under which the service keeps a session: a digest of the cookie value, never the value itself.
 *
 * It prints as its length only, so that neither a log nor a stack trace can leak it.
 */
final class SessionKey
{
    private function __construct(#[\SensitiveParameter] public readonly string $value)
    {
    }

    /** The key of the session that a cookie value opens: base64url(SHA-256(id)), 43 characters. */
    public static function ofSessionId(#[\SensitiveParameter] string $id): self
    {
        return new self(\rtrim(\strtr(\base64_encode(\hash('sha256', $id, true)), '+/', '-_'), '='));
    }

    /**
     * A key made elsewhere.
     *
     * @throws \InvalidArgumentException when it is not 16 to 128 of A-Z, a-z, 0-9, _ and -
     */
    public static function of(#[\SensitiveParameter] string $value): self
    {
        Token::check('session key', $value, 16, 128);

        return new self($value);
    }

    public function __toString(): string
    {
        return 'session key of ' . \strlen($this->value) . ' characters';
    }

    /** @return array<string, int> what var_dump() shows */
    public function __debugInfo(): array
    {
        return ['length' => \strlen($this->value)];
    }
}
