<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\InvalidOptions;

/**
 * Puts the save handler in place of PHP's own, for applications that call session_start().
 */
final class Installation
{
    private static bool $done = false;

    /**
     * Registers the handler and turns strict mode on; makes no connection.
     *
     * On the command line it leaves PHP alone unless session.save_path names a session service.
     *
     * @throws InvalidOptions when the settings of PHP do not allow it
     */
    public static function install(): void
    {
        if (self::$done) {
            return;
        }
        self::$done = true;
        if (!SavePath::names((string) \ini_get('session.save_path'))) {
            self::refuseUnlessOnCommandLine();

            return;
        }
        self::refuseIfOn('session.upload_progress.enabled', 'while it is on, PHP allows no other save handler');
        self::refuseIfOn('session.auto_start', 'it starts a session before a handler can be installed');
        \ini_set('session.use_strict_mode', '1');
        if (!\session_set_save_handler(new SessionHandler(), true)) {
            throw new \LogicException('PHP did not take the session handler: see its warning');
        }
        \register_shutdown_function(self::tellIfReplaced(...));
    }

    /** A framework that brings a handler of its own replaces this one without a word. */
    private static function tellIfReplaced(): void
    {
        if (\session_id() !== '' && !SessionHandler::isUsed()) {
            \trigger_error(
                'Holdfast: another save handler has kept the session of this page; a framework needs its own setting '
                . '(Symfony: framework.session.handler_id, Laravel: SESSION_DRIVER)',
                E_USER_WARNING
            );
        }
    }

    private static function refuseIfOn(string $setting, string $why): void
    {
        $value = \ini_get($setting);
        if ((bool) $value && \in_array(\strtolower($value), ['1', 'on', 'yes', 'true'], true)) {
            throw InvalidOptions::setting($setting, 'On', "Off: $why");
        }
    }

    private static function refuseUnlessOnCommandLine(): void
    {
        if (PHP_SAPI !== 'cli' && PHP_SAPI !== 'phpdbg') {
            throw InvalidOptions::setting(
                'session.save_path',
                (string) \ini_get('session.save_path'),
                'http://host:port, https://host:port or unix:///path'
            );
        }
    }
}
