<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use Holdfast\Session\Tests\Service\ServiceProcess;

/**
 * A fake service and a page server before it, for all tests of a class; its SAVE_PATH says with which options.
 */
trait ServedPages
{
    private static ServiceProcess $service;

    private static PageServer $pages;

    public static function setUpBeforeClass(): void
    {
        self::$service = ServiceProcess::start();
        self::$pages = PageServer::start(self::$service->url() . self::SAVE_PATH);
    }

    public static function tearDownAfterClass(): void
    {
        self::$pages->stop();
        self::$service->stop();
    }
}
