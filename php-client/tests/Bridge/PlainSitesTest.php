<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Bridge;

use Holdfast\Session\Tests\Page\PageServer;
use Holdfast\Session\Tests\Service\ServiceProcess;
use PHPUnit\Framework\TestCase;

/**
 * Sites that load the package themselves, and a driver that nobody closes.
 */
final class PlainSitesTest extends TestCase
{
    private ServiceProcess $service;

    private PageServer $pages;

    protected function setUp(): void
    {
        $this->service = ServiceProcess::start();
        $savePath = $this->service->url() . '?wait=0s&read_only_paths=/wp-cron.php';
        $this->pages = PageServer::start($savePath, ['auto_prepend_file' => '']);
    }

    protected function tearDown(): void
    {
        $this->pages->stop();
        $this->service->stop();
    }

    public function testWordPressCountsAndAsksItsOwnSiteWithTheSessionOpen(): void
    {
        $settings = ['auto_prepend_file' => ''];
        $loopback = PageServer::start($this->service->url() . '?wait=0s&read_only_paths=/wp-cron.php', $settings);
        $port = parse_url($loopback->url('/'), PHP_URL_PORT);
        $page = $this->pages->get("/wordpress?site=$port");

        self::assertSame('cron sees 0 1', $page->body);
        self::assertSame('cron sees 1 2', $this->pages->get("/wordpress?site=$port", $page->newId)->body);
        $loopback->stop();
    }

    public function testLockOfALaravelPageThatDiesIsFreeAtOnce(): void
    {
        $this->pages = PageServer::start($this->service->url() . '?wait=0s');
        self::assertSame('left', $this->pages->get('/laravel')->body);

        self::assertSame(['acquire 204', 'release 204'], $this->service->calls());
    }
}
