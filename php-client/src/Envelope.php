<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\SerializerMismatch;

/**
 * The form in which a session of PHP is stored: `|<serializer>|` and what that serializer wrote.
 *
 * A payload without the mark is taken as it is: an empty one, and one that another program stored.
 *
 * @internal
 */
final class Envelope
{
    public static function seal(string $serializer, #[\SensitiveParameter] string $data): string
    {
        return $data === '' ? '' : "|$serializer|$data";
    }

    /**
     * What was sealed.
     *
     * @throws SerializerMismatch when another serializer wrote it: PHP would take it for damaged and destroy it
     */
    public static function open(string $serializer, #[\SensitiveParameter] string $payload): string
    {
        $mark = \strlen($serializer) + 2;
        if (\strncmp($payload, "|$serializer|", $mark) === 0) {
            return \substr($payload, $mark);
        }
        if (\preg_match('/^\|([a-z_]{2,32})\|/', $payload, $found) === 1) {
            throw SerializerMismatch::found($found[1], $serializer);
        }

        return $payload;
    }
}
