<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

/**
 * The service of HOLDFAST_URL and HOLDFAST_OPERATIONS_URL, or else a fake one.
 *
 * HOLDFAST_DATABASE=1 says that the service has a database; the fake one has none.
 */
final class ServiceUnderTest
{
    private function __construct(
        public readonly string $url,
        public readonly string $operationsUrl,
        private readonly ?ServiceProcess $fake,
    ) {
    }

    public static function start(): self
    {
        $url = getenv('HOLDFAST_URL');
        if ($url !== false && $url !== '') {
            return new self($url, getenv('HOLDFAST_OPERATIONS_URL') ?: $url, null);
        }
        $fake = ServiceProcess::start();

        return new self($fake->url(), $fake->url(), $fake);
    }

    /** Whether it is a replica, and not the fake one. */
    public static function isReal(): bool
    {
        return (string) getenv('HOLDFAST_URL') !== '';
    }

    public static function hasDatabase(): bool
    {
        return self::isReal() && getenv('HOLDFAST_DATABASE') === '1';
    }

    public function stop(): void
    {
        $this->fake?->stop();
    }
}
