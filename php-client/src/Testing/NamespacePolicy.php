<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Duration;

/**
 * The limits of one namespace; the defaults are those of the service.
 */
final class NamespacePolicy
{
    public readonly Duration $idleTimeout;
    public readonly Duration $lifetime;
    public readonly Duration $lease;
    public readonly Duration $mostLease;
    public readonly Duration $mostWait;
    public readonly Duration $grace;
    public readonly Duration $mostGrace;

    /**
     * @param Duration|null $idleTimeout null for 30 min
     * @param Duration|null $lifetime null for 12 h
     * @param bool $conditionRequired whether a save has to name a version
     * @param list<string> $tokens the bearer tokens that open the namespace; none: it is open
     */
    public function __construct(
        ?Duration $idleTimeout = null,
        ?Duration $lifetime = null,
        public readonly int $maxPayloadBytes = 1_000_000,
        public readonly bool $conditionRequired = false,
        #[\SensitiveParameter] public readonly array $tokens = [],
    ) {
        $this->idleTimeout = $idleTimeout ?? Duration::ofSeconds(1800);
        $this->lifetime = $lifetime ?? Duration::ofSeconds(43_200);
        $this->lease = Duration::ofSeconds(5);
        $this->mostLease = Duration::ofSeconds(60);
        $this->mostWait = Duration::ofSeconds(30);
        $this->grace = Duration::ofSeconds(30);
        $this->mostGrace = Duration::ofSeconds(300);
    }
}
