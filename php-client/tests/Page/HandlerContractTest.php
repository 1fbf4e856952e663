<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Page;

use PHPUnit\Framework\TestCase;

/**
 * What real PHP calls in each situation, what of it reaches the service, and that no lock is left.
 */
final class HandlerContractTest extends TestCase
{
    use ServedPages;

    private const SAVE_PATH = '?wait=0s';

    private string $record;

    protected function setUp(): void
    {
        $this->record = (string) tempnam(sys_get_temp_dir(), 'holdfast-test-');
    }

    protected function tearDown(): void
    {
        unlink($this->record);
    }

    /**
     * @dataProvider situations
     * @param list<string> $sent
     */
    public function testCallsOfPhp(string $target, bool $known, string $calls, array $sent): void
    {
        $id = $known ? (string) self::$pages->get('/count')->newId : null;
        self::$service->calls();
        $separator = str_contains($target, '?') ? '&' : '?';
        self::$pages->get($target . $separator . 'record=' . $this->record, $id);

        self::assertSame($calls, rtrim((string) file_get_contents($this->record)));
        self::assertSame($sent, self::$service->calls());
        self::assertStringNotContainsString('LockHeld', self::$pages->get('/catch', $id)->body);
    }

    /** @return array<string, array{string, bool, string, list<string>}> */
    public static function situations(): array
    {
        $start = 'open validateId read';
        $saved = ['acquire 200', 'PUT 204'];
        $freed = ['acquire 200', 'release 204'];
        $moved = ['acquire 200', 'rotate 200', 'GET 200', 'PUT 204'];
        $renamed = 'close open create_sid validateId read write close';

        return [
            'new visitor' => ['/count', false, 'open create_sid read write close', ['PUT 201']],
            'new visitor, nothing stored' => ['/read', false, 'open create_sid read write close', []],
            'known, changed' => ['/count', true, "$start write close", $saved],
            'known, unchanged' => ['/read', true, "$start updateTimestamp close", $freed],
            'known, changed, not strict' => ['/count?strict=0', true, 'open read write close', $saved],
            'known, unchanged, not strict' => ['/read?strict=0', true, 'open read updateTimestamp close', $freed],
            'read and close' => ['/peek', true, "$start close", ['GET 200']],
            'abort' => ['/abort', true, "$start close", $freed],
            'reset' => ['/reset', true, "$start open validateId read updateTimestamp close", $freed],
            'destroy' => ['/destroy', true, "$start destroy close", ['acquire 200', 'DELETE 204']],
            'new id' => ['/regenerate', true, "$start write $renamed", $moved],
            'new id, old one destroyed' => ['/regenerate?delete', true, "$start destroy $renamed", $moved],
            'new id, not strict' => [
                '/regenerate?strict=0',
                true,
                'open read write close open create_sid read write close',
                $moved,
            ],
            'exit' => ['/exit', true, "$start write close", $saved],
            'exception' => ['/exception', true, "$start write close", $saved],
            'fatal error' => ['/fatal', true, "$start write close", $saved],
            'time limit' => ['/timeout', true, "$start write close", $saved],
        ];
    }
}
