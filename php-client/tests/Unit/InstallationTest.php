<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use PHPUnit\Framework\TestCase;

/**
 * The prepend file in a PHP process of its own.
 */
final class InstallationTest extends TestCase
{
    private const ENDPOINT = 'http://127.0.0.1:9';

    public function testHandlerIsInstalledAndStrictModeIsOn(): void
    {
        $output = $this->php(
            ['session.save_path' => self::ENDPOINT],
            'echo ini_get("session.save_handler"), " ", ini_get("session.use_strict_mode");'
        );

        self::assertSame('user 1', $output);
    }

    public function testStartOfANewVisitorNeedsNoService(): void
    {
        $output = $this->php(
            ['session.save_path' => self::ENDPOINT],
            'var_export(session_start()); echo strlen(session_id());'
        );

        self::assertSame('true32', $output);
    }

    public function testClassesAreInPlaceWhenTheyArePreloaded(): void
    {
        $preload = [
            'opcache.enable_cli' => '1',
            'opcache.preload' => dirname(__DIR__, 2) . '/preload.php',
            'opcache.preload_user' => get_current_user(),
        ];
        $output = $this->php(
            ['session.save_path' => self::ENDPOINT] + $preload,
            'echo json_encode([class_exists("Holdfast\Session\RestSessionClient", false), session_start()]);'
        );

        self::assertSame('[true,true]', $output);
    }

    public function testCommandLineIsLeftAloneWithoutAnEndpoint(): void
    {
        $output = $this->php(
            ['session.save_path' => '/var/lib/php/sessions', 'session.upload_progress.enabled' => '1'],
            'echo ini_get("session.save_handler");'
        );

        self::assertSame('files', $output);
    }

    /**
     * @dataProvider settingsThatCannotWork
     * @param array<string, string> $settings
     */
    public function testSettingThatCannotWorkIsNamed(array $settings, string $message): void
    {
        $settings += ['session.save_path' => self::ENDPOINT];

        self::assertStringContainsString($message, $this->php($settings, 'session_start();'));
    }

    /** @return array<string, array{array<string, string>, string}> */
    public static function settingsThatCannotWork(): array
    {
        return [
            'upload progress' => [
                ['session.upload_progress.enabled' => '1'],
                'session.upload_progress.enabled=On (expected: Off',
            ],
            'auto start' => [
                ['session.auto_start' => '1'],
                'session.auto_start=On (expected: Off',
            ],
            'option' => [
                ['session.save_path' => self::ENDPOINT . '?leese=5s'],
                'unknown option leese (expected: perhaps lease)',
            ],
        ];
    }

    /** @param array<string, string> $settings */
    private function php(array $settings, string $code): string
    {
        $settings += [
            'auto_prepend_file' => dirname(__DIR__, 2) . '/prepend.php',
            'session.upload_progress.enabled' => '0',
            'session.use_cookies' => '0',
            'session.cache_limiter' => '',
            'display_errors' => '1',
            'log_errors' => '0',
        ];
        $command = [PHP_BINARY];
        foreach ($settings as $name => $value) {
            array_push($command, '-d', "$name=\"$value\"");
        }
        $file = (string) tempnam(sys_get_temp_dir(), 'holdfast-test-');
        file_put_contents($file, "<?php $code");
        $process = proc_open([...$command, $file], [1 => ['pipe', 'w']], $pipes);
        $output = (string) stream_get_contents($pipes[1]);
        proc_close($process);
        unlink($file);

        return $output;
    }
}
