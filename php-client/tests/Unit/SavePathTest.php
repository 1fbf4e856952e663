<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use Holdfast\Session\Exception\InvalidOptions;
use Holdfast\Session\Mode;
use Holdfast\Session\SavePath;
use Holdfast\Session\Transport\Endpoint;
use PHPUnit\Framework\TestCase;

final class SavePathTest extends TestCase
{
    public function testParseTakesTheDefaultsWhenOnlyAnEndpointIsGiven(): void
    {
        $options = SavePath::parse('http://10.0.0.5:8080/');

        self::assertSame('default', $options->namespace);
        self::assertSame(2000, $options->timeoutMillis());
        self::assertNull($options->rules);
        self::assertNull($options->token);
        self::assertNull($options->caFile);
    }

    public function testParseReadsEveryOption(): void
    {
        $file = $this->file("a-token\n");
        $options = SavePath::parse(
            'http://10.0.0.5:8080, https://shop.example,http://[::1]:81,unix:///run/holdfast.sock?timeout=250ms'
            . "&namespace=shop&lease=0.5s&wait=2s&token_file=$file&ca_file=$file"
        );

        self::assertSame(
            ['tcp://10.0.0.5:8080', 'tls://shop.example:443', 'tcp://[::1]:81', 'unix:///run/holdfast.sock'],
            array_map(static fn (Endpoint $endpoint): string => $endpoint->address, $options->endpoints)
        );
        self::assertSame('shop', $options->namespace);
        self::assertSame(250, $options->timeoutMillis());
        self::assertSame(500, $options->rules?->lock->lease()->millis);
        self::assertSame(2000, $options->rules?->lock->wait()->millis);
        self::assertSame('a-token', $options->token);
        self::assertSame($file, $options->caFile);
    }

    public function testParseReadsTheScopeOfLocks(): void
    {
        self::assertTrue(SavePath::parse('http://a:1?lock_scope=connection')->locksEndWithConnection);
        self::assertFalse(SavePath::parse('http://a:1?lock_scope=lease')->locksEndWithConnection);
        self::assertFalse(SavePath::parse('http://a:1')->locksEndWithConnection);
    }

    public function testParseReadsTheRulesOfTheHandler(): void
    {
        $rules = SavePath::parse(
            'http://a:1?mode=optimistic&without_lock=read-only&read_only_saves=drop&grace=10s&route=a1&local_copy=10m'
            . '&optimistic_paths=/a/*,/b&read_only_paths=/b'
        )->rules;

        self::assertSame(Mode::Optimistic, $rules->modes->default);
        self::assertSame(Mode::ReadOnly, $rules->modes->withoutLock);
        self::assertTrue($rules->modes->dropWrites);
        self::assertSame(['/b' => Mode::ReadOnly, '/a/*' => Mode::Optimistic], $rules->modes->paths);
        self::assertSame(10_000, $rules->grace?->millis);
        self::assertSame('a1', $rules->route);
        self::assertSame(600_000, $rules->localCopy?->millis);
    }

    public function testParseTakesTheDefaultsOfTheRulesThatAreNotGiven(): void
    {
        $rules = SavePath::parse('http://a:1?grace=10s')->rules;

        self::assertSame(Mode::Exclusive, $rules->modes->default);
        self::assertNull($rules->modes->withoutLock);
        self::assertFalse($rules->modes->dropWrites);
        self::assertSame(6000, $rules->lock->wait()->millis);
        self::assertSame(5000, $rules->lock->lease()->millis);
        self::assertNull($rules->route);
        self::assertNull($rules->localCopy);
    }

    public function testParseTakesTheTokenFromTheEnvironment(): void
    {
        putenv('HOLDFAST_TOKEN=from-the-environment');
        try {
            self::assertSame('from-the-environment', SavePath::parse('http://a:1')->token);
        } finally {
            putenv('HOLDFAST_TOKEN');
        }
    }

    /** @dataProvider mistakes */
    public function testParseNamesTheValueAndWhatWasExpected(string $savePath, string $message): void
    {
        $this->expectException(InvalidOptions::class);
        $this->expectExceptionMessage($message);
        SavePath::parse($savePath);
    }

    /** @return array<string, array{string, string}> */
    public static function mistakes(): array
    {
        return [
            'nothing' => ['', "endpoint '' (expected: http://host:port, https://host:port or unix:///path)"],
            'a folder' => ['/var/lib/php/sessions', "endpoint '/var/lib/php/sessions' (expected: http"],
            'another scheme' => ['tcp://10.0.0.5:8080', "endpoint 'tcp://10.0.0.5:8080' (expected: http"],
            'a path' => ['http://10.0.0.5:8080/v1', "endpoint 'http://10.0.0.5:8080/v1'"],
            'credentials' => ['http://user:secret@10.0.0.5:8080', "endpoint '***@10.0.0.5:8080'"],
            'no port' => ['http://10.0.0.5:port', "endpoint 'http://10.0.0.5:port'"],
            'no such port' => ['http://10.0.0.5:65536', "endpoint 'http://10.0.0.5:65536'"],
            'no host' => ['http://:8080', "endpoint 'http://:8080'"],
            'an empty socket' => ['unix:///', "endpoint 'unix:///'"],
            'a missing endpoint' => ['http://a:1,', "endpoint ''"],
            'a misspelt option' => ['http://a:1?timout=1s', 'unknown option timout (expected: perhaps timeout)'],
            'another option' => ['http://a:1?persistent=1', 'unknown option persistent (expected: one of namespace'],
            'a mode' => ['http://a:1?mode=readonly', 'mode=readonly (expected: exclusive, read-only, optimistic)'],
            'a stand-in' => ['http://a:1?without_lock=x', 'without_lock=x (expected: fail, read-only, optimistic)'],
            'a pattern' => ['http://a:1?read_only_paths=feed', 'read_only_paths=feed (expected: patterns such as'],
            'a route' => ['http://a:1?route=app-1', 'route=app-1 (expected: 1 to 8 of a-z 0-9)'],
            'a scope' => ['http://a:1?lock_scope=page', 'lock_scope=page (expected: lease or connection)'],
            'a grace' => ['http://a:1?grace=301s', 'grace=301s (expected: 0ms to 300s)'],
            'a short copy' => ['http://a:1?local_copy=1ms', 'local_copy=1ms (expected: 1000ms to 86400s)'],
            'no unit' => ['http://a:1?timeout=250', 'timeout=250 (expected: a number and a unit, such as 250ms, 5s)'],
            'no number' => ['http://a:1?wait=soon', 'wait=soon (expected: a number and a unit'],
            'too much' => ['http://a:1?lease=5m', 'lease=5m (expected: 1ms to 60s)'],
            'too little' => ['http://a:1?timeout=0s', 'timeout=0s (expected: 1ms to 60s)'],
            'a bad namespace' => ['http://a:1?namespace=a/b', 'namespace=a/b (expected: 1 to 64 of'],
            'no token file' => ['http://a:1?token_file=/nowhere', '/nowhere (expected: a file that the PHP worker'],
        ];
    }

    public function testParseNeverPrintsATokenThatIsNone(): void
    {
        $file = $this->file("two words\n");
        try {
            SavePath::parse("http://a:1?token_file=$file");
            self::fail('The token was taken');
        } catch (InvalidOptions $refusal) {
            self::assertStringContainsString('9 bytes', $refusal->getMessage());
            self::assertStringNotContainsString('two words', $refusal->getMessage());
        }
    }

    public function testDumpOfOptionsHidesTheToken(): void
    {
        self::assertStringNotContainsString('secret', print_r(
            SavePath::parse('http://a:1?token_file=' . $this->file('secret')),
            true
        ));
    }

    /** @dataProvider savePaths */
    public function testNamesTellsWhetherASavePathIsOurs(string $savePath, bool $ours): void
    {
        self::assertSame($ours, SavePath::names($savePath));
    }

    /** @return array<string, array{string, bool}> */
    public static function savePaths(): array
    {
        return [
            'http' => ['http://10.0.0.5:8080/', true],
            'https' => ['https://sessions', true],
            'unix' => ['unix:///run/holdfast.sock', true],
            'folder' => ['/var/lib/php/sessions', false],
            'memcached' => ['10.0.0.5:11211', false],
            'none' => ['', false],
        ];
    }

    private function file(string $text): string
    {
        $file = (string) tempnam(sys_get_temp_dir(), 'holdfast-test-');
        register_shutdown_function('unlink', $file);
        file_put_contents($file, $text);

        return $file;
    }
}
