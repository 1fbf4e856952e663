<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * What an answer says beside the version and the payload; read out when somebody asks for it.
 *
 * @internal
 */
interface Headers
{
    /**
     * The value of a header; null when it is absent.
     *
     * @param string $name in lower case
     */
    public function header(string $name): ?string;
}
