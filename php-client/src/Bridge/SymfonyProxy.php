<?php

declare(strict_types=1);

namespace Holdfast\Session\Bridge;

use Holdfast\Session\SessionHandler;
use Symfony\Component\HttpFoundation\Session\Storage\Proxy\SessionHandlerProxy;

/**
 * The save handler as a service for Symfony's `framework.session.handler_id`.
 *
 * Symfony's own proxy hides who makes the ids, and PHP makes them then: a visitor who stores nothing would cost a
 * round trip to a session that cannot exist. This one lets the handler make them.
 */
final class SymfonyProxy extends SessionHandlerProxy implements \SessionIdInterface
{
    public function __construct(private readonly SessionHandler $ids)
    {
        parent::__construct($ids);
    }

    /** @param string $savePath in the form of session.save_path */
    public static function to(string $savePath): self
    {
        return new self(SessionHandler::to($savePath));
    }

    public function create_sid(): string // phpcs:ignore PSR1.Methods.CamelCapsMethodName -- PHP's name
    {
        return $this->ids->create_sid();
    }
}
