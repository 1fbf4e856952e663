<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Transport;

use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Tests\Service\ServiceProcess;
use PHPUnit\Framework\TestCase;

/**
 * A signal that arrives while the kept stream is looked at.
 *
 * @runTestsInSeparateProcesses
 * @preserveGlobalState disabled
 */
final class SignalTest extends TestCase
{
    /**
     * @dataProvider signals
     */
    public function testKeptStreamSurvivesSignals(int $signals, int $connections): void
    {
        require __DIR__ . '/interrupted.php';
        $service = ServiceProcess::start();
        $options = SavePath::parse($service->url());
        (new RestSessionClient($options))->find(SessionKey::ofSessionId('nobody'));
        $GLOBALS['signals'] = $signals;
        (new RestSessionClient($options))->find(SessionKey::ofSessionId('nobody'));

        self::assertCount($connections, array_unique($service->connections()));
        $service->stop();
    }

    /** @return array<string, array{int, int}> signals and connections */
    public static function signals(): array
    {
        return ['none' => [0, 1], 'one' => [1, 1], 'some' => [4, 1], 'without end' => [1000, 2]];
    }
}
