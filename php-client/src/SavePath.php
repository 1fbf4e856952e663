<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\InvalidOptions;
use Holdfast\Session\Transport\Endpoint;

/**
 * The text form of the options, as it stands in `session.save_path`.
 *
 * Endpoints with commas between, then `?` and options with `&` between:
 * `http://10.0.0.5:8080,http://10.0.0.6:8080?timeout=500ms&namespace=shop`.
 */
final class SavePath
{
    private const OPTIONS = [
        'namespace', 'timeout', 'wait', 'lease', 'token_file', 'ca_file', 'mode', 'without_lock', 'exclusive_paths',
        'read_only_paths', 'optimistic_paths', 'read_only_saves', 'grace', 'route', 'local_copy',
        'lock_scope',
    ];
    private const WITHOUT_RULES = [
        'namespace' => 1, 'timeout' => 1, 'token_file' => 1, 'ca_file' => 1, 'lock_scope' => 1,
    ];

    /** Whether a save path is meant for this package. */
    public static function names(string $savePath): bool
    {
        $scheme = \strstr(\ltrim($savePath), '://', true);

        return $scheme === 'http' || $scheme === 'https' || $scheme === 'unix';
    }

    /** @throws InvalidOptions */
    public static function parse(string $savePath): Options
    {
        [$list, $query] = \explode('?', $savePath, 2) + [1 => ''];
        $endpoints = [];
        foreach (\explode(',', $list) as $text) {
            $endpoints[] = Endpoint::parse(\trim($text));
        }
        if ($query === '') {
            return new Options($endpoints, token: self::tokenOfEnvironment());
        }
        $told = self::options($query);

        return new Options(
            $endpoints,
            isset($told['namespace']) ? self::namespace($told['namespace']) : 'default',
            self::duration($told, 'timeout', 1, 60_000),
            \array_diff_key($told, self::WITHOUT_RULES) === [] ? null : SavePathRules::of($told),
            isset($told['token_file']) ? self::tokenIn($told['token_file']) : self::tokenOfEnvironment(),
            isset($told['ca_file']) ? self::readable($told['ca_file']) : null,
            isset($told['lock_scope']) && self::isConnection($told['lock_scope']),
        );
    }

    /** @return array<string, string> */
    private static function options(string $query): array
    {
        $told = [];
        foreach (\explode('&', $query) as $pair) {
            [$name, $value] = \explode('=', $pair, 2) + [1 => ''];
            if (!\in_array($name, self::OPTIONS, true)) {
                throw InvalidOptions::unknownName($name, self::OPTIONS);
            }
            $told[$name] = \rawurldecode($value);
        }

        return $told;
    }

    private static function isConnection(string $scope): bool
    {
        if ($scope !== 'connection' && $scope !== 'lease') {
            throw InvalidOptions::value('lock_scope', $scope, 'lease or connection');
        }

        return $scope === 'connection';
    }

    private static function namespace(string $value): string
    {
        if (\preg_match('/^[a-zA-Z0-9_-]{1,64}$/D', $value) !== 1) {
            throw InvalidOptions::value('namespace', $value, '1 to 64 of A-Z a-z 0-9 _ -');
        }

        return $value;
    }

    /**
     * @internal
     * @param array<string, string> $told
     */
    public static function duration(array $told, string $name, int $leastMillis, int $mostMillis): ?Duration
    {
        if (!isset($told[$name])) {
            return null;
        }
        try {
            $duration = Duration::parse($told[$name]);
        } catch (\InvalidArgumentException) {
            throw InvalidOptions::value($name, $told[$name], 'a number and a unit, such as 250ms, 5s');
        }
        if ($duration->millis < $leastMillis || $duration->millis > $mostMillis) {
            $most = $mostMillis / 1000;
            throw InvalidOptions::value($name, $told[$name], "{$leastMillis}ms to {$most}s");
        }

        return $duration;
    }

    private static function tokenOfEnvironment(): ?string
    {
        $token = \getenv('HOLDFAST_TOKEN');

        return $token === false || $token === '' ? null : self::checked('HOLDFAST_TOKEN', $token);
    }

    private static function tokenIn(string $file): string
    {
        return self::checked("token_file $file", \trim((string) \file_get_contents(self::readable($file))));
    }

    private static function checked(string $source, #[\SensitiveParameter] string $token): string
    {
        if ($token === '' || !\ctype_graph($token)) {
            $length = \strlen($token);
            throw InvalidOptions::setting($source, "$length bytes", 'a token of printable characters, without spaces');
        }

        return $token;
    }

    private static function readable(string $file): string
    {
        if (!\is_file($file) || !\is_readable($file)) {
            throw InvalidOptions::setting('file', $file, 'a file that the PHP worker can read');
        }

        return $file;
    }
}
