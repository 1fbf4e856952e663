<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\ReadOnlyPage;
use Holdfast\Session\Exception\SessionException;

/**
 * A session that the page only looks at.
 *
 * @internal
 */
final class ReadOnlySession extends OpenSession
{
    /** @throws SessionException when nobody knows, or the data cannot be read */
    public static function find(SessionClient $client, SessionKey $key, string $serializer): self
    {
        $self = new self($client, $key, $serializer);
        $found = $client->find($key);
        $self->take($found instanceof Session ? $found : null);

        return $self;
    }

    /** @throws ReadOnlyPage always */
    public function save(#[\SensitiveParameter] string $data): void
    {
        throw ReadOnlyPage::changed();
    }
}
