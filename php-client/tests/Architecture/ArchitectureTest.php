<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Architecture;

use PHPUnit\Framework\TestCase;

/**
 * The rules that hold for every file.
 */
final class ArchitectureTest extends TestCase
{
    private const ROOT = __DIR__ . '/../..';
    private const MOST_LINES = 300;

    /** @dataProvider files */
    public function testFileDeclaresStrictTypes(string $file): void
    {
        self::assertStringStartsWith("<?php\n\ndeclare(strict_types=1);\n", self::text($file));
    }

    /** @dataProvider files */
    public function testFileIsSmall(string $file): void
    {
        self::assertLessThanOrEqual(self::MOST_LINES, substr_count(self::text($file), "\n"), $file);
    }

    public function testNineOfTenFilesAreVerySmall(): void
    {
        $lines = array_map(static fn (array $file): int => substr_count(self::text($file[0]), "\n"), self::files());
        $large = array_filter($lines, static fn (int $count): bool => $count > 200);

        self::assertLessThanOrEqual(count($lines) / 10, count($large));
    }

    /** @dataProvider sources */
    public function testSourceUsesNothingFromOutside(string $file): void
    {
        preg_match_all('/^use (?:function |const )?([\w\\\\]+)/m', self::text($file), $imports);
        preg_match_all('/(?<![\w\\\\])(\\\\[A-Z]\w*)/', self::text($file), $globals);
        $bridged = str_contains($file, '/Bridge/') ? 'Symfony\\' : 'Holdfast\\';
        $outside = array_filter(
            [...$imports[1], ...$globals[1]],
            static fn (string $name): bool => !self::isOurs($name) && !self::isOfPhp($name)
                && !str_starts_with($name, $bridged)
        );

        self::assertSame([], $outside);
    }

    /** @dataProvider sources */
    public function testProductDoesNotUseItsTestDoubles(string $file): void
    {
        if (!str_contains($file, '/Testing/')) {
            self::assertStringNotContainsString('Session\\Testing', self::text($file));
        } else {
            self::assertStringContainsString('namespace Holdfast\\Session\\Testing;', self::text($file));
        }
    }

    /** @dataProvider sources */
    public function testTypeIsFinalAndSaysWhatItIs(string $file): void
    {
        $pattern = '#\n/\*\*\n \* [A-Z].*? \*/\n(final class|abstract class|interface|enum) #s';

        self::assertMatchesRegularExpression($pattern, self::text($file));
    }

    /** @dataProvider sources */
    public function testSourceReadsNoWallClock(string $file): void
    {
        self::assertDoesNotMatchRegularExpression(
            '/\b(time|microtime|date|sleep)\(|new \\\\DateTime(Immutable)?\(\)/',
            self::text($file)
        );
    }

    /**
     * A name without a backslash is looked up twice, and PHP cannot compile the call into less than a call.
     *
     * @dataProvider sources
     */
    public function testFunctionOfPhpIsCalledByItsFullName(string $file): void
    {
        preg_match_all('/(?<![\w\\\\>:$])(?<!function )(\w+)\(/', php_strip_whitespace($file), $calls);
        // The last one is put in place of PHP's by a test.
        $short = array_diff(array_filter($calls[1], 'function_exists'), ['stream_select']);

        self::assertSame([], array_values($short));
    }

    public function testComposerRequiresNothingButPhp(): void
    {
        $composer = json_decode(self::text(self::ROOT . '/composer.json'), true);

        self::assertSame(['php'], array_keys($composer['require']));
        self::assertArrayNotHasKey('require-dev', $composer);
    }

    /** @return array<string, array{string}> */
    public static function files(): array
    {
        return self::sources() + self::under('tests') + [
            'autoload.php' => [self::ROOT . '/autoload.php'],
            'page.php' => [self::ROOT . '/page.php'],
            'preload.php' => [self::ROOT . '/preload.php'],
            'prepend.php' => [self::ROOT . '/prepend.php'],
        ];
    }

    /** @return array<string, array{string}> */
    public static function sources(): array
    {
        return self::under('src');
    }

    /** @return array<string, array{string}> */
    private static function under(string $folder): array
    {
        $files = [];
        $tree = new \RecursiveDirectoryIterator(self::ROOT . "/$folder", \FilesystemIterator::SKIP_DOTS);
        foreach (new \RecursiveIteratorIterator($tree) as $file) {
            if ($file->getExtension() === 'php') {
                $files[substr($file->getPathname(), strlen(self::ROOT) + 1)] = [$file->getPathname()];
            }
        }

        return $files;
    }

    private static function isOurs(string $name): bool
    {
        return str_starts_with($name, 'Holdfast\\Session\\') && !str_starts_with($name, 'Holdfast\\Session\\Tests\\');
    }

    private static function isOfPhp(string $name): bool
    {
        return defined($name)
            || ((class_exists($name) || interface_exists($name)) && (new \ReflectionClass($name))->isInternal());
    }

    private static function text(string $file): string
    {
        return (string) file_get_contents($file);
    }
}
