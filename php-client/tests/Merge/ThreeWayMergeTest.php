<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Merge;

use Holdfast\Session\Merge\ThreeWayMerge;
use PHPUnit\Framework\TestCase;

/**
 * Merges of what PHP itself wrote, read back by PHP itself.
 */
final class ThreeWayMergeTest extends TestCase
{
    protected function tearDown(): void
    {
        ThreeWayMerge::decideClashes(null);
    }

    /**
     * @dataProvider histories
     * @param array<string, mixed> $base
     * @param array<string, mixed> $mine
     * @param array<string, mixed> $theirs
     * @param array<string, mixed> $merged
     */
    public function testMergeKeepsWhatEachSideDid(array $base, array $mine, array $theirs, array $merged): void
    {
        foreach (['php', 'php_serialize'] as $serializer) {
            self::assertEquals($merged, Php::read($serializer, (string) ThreeWayMerge::of(
                $serializer,
                Php::write($serializer, $base),
                Php::write($serializer, $mine),
                Php::write($serializer, $theirs),
            )), $serializer);
        }
    }

    /** @return array<string, list<array<string, mixed>>> */
    public static function histories(): array
    {
        return [
            'nothing changed' => [['a' => 1], ['a' => 1], ['a' => 1], ['a' => 1]],
            'I changed' => [['a' => 1], ['a' => 2], ['a' => 1], ['a' => 2]],
            'they changed' => [['a' => 1], ['a' => 1], ['a' => 2], ['a' => 2]],
            'both added' => [[], ['a' => 1], ['b' => 2], ['a' => 1, 'b' => 2]],
            'both added the same' => [[], ['a' => 1], ['a' => 1], ['a' => 1]],
            'I removed' => [['a' => 1, 'b' => 2], ['b' => 2], ['a' => 1, 'b' => 2], ['b' => 2]],
            'they removed' => [['a' => 1, 'b' => 2], ['a' => 1, 'b' => 2], ['b' => 2], ['b' => 2]],
            'both removed' => [['a' => 1], [], [], []],
            'I changed what they removed' => [['a' => 1], ['a' => 2], [], ['a' => 2]],
            'I removed what they changed' => [['a' => 1], [], ['a' => 2], []],
            'both changed' => [['a' => 1], ['a' => 2], ['a' => 3], ['a' => 2]],
            'deep' => [['a' => [[1]]], ['a' => [[2]]], ['a' => [[1]], 'b' => 1], ['a' => [[2]], 'b' => 1]],
        ];
    }

    public function testApplicationDecidesOnlyAClash(): void
    {
        $asked = [];
        ThreeWayMerge::decideClashes(static function (string $key, ?string ...$texts) use (&$asked): ?string {
            $asked[] = [$key, ...$texts];

            return serialize('decided');
        });
        $merged = $this->merge('php', ['a' => 1, 'b' => 1], ['a' => 2, 'b' => 1], ['a' => 3, 'b' => 4]);

        self::assertSame([['a', 'i:1;', 'i:2;', 'i:3;']], $asked);
        self::assertSame(['a' => 'decided', 'b' => 4], $merged);
    }

    public function testDecisionCanRemoveTheKey(): void
    {
        ThreeWayMerge::decideClashes(static fn (): ?string => null);

        self::assertSame([], $this->merge('php_serialize', [], ['a' => 2], ['a' => 3]));
    }

    public function testDecisionThatIsNoValueIsRefused(): void
    {
        ThreeWayMerge::decideClashes(static fn (): string => 'i:1;i:2;');
        $this->expectException(\UnexpectedValueException::class);
        $this->merge('php', [], ['a' => 2], ['a' => 3]);
    }

    public function testReferencesWithinAKeyStayWhereTheKeyMoves(): void
    {
        $shared = new \stdClass();
        $shared->self = $shared;
        $value = [$shared, $shared, 'r' => 1];
        $value['again'] = &$value['r'];
        foreach (['php', 'php_serialize'] as $serializer) {
            $base = ['x' => [1, 2, 3]];
            $merged = $this->merge($serializer, $base, $base + ['v' => $value], ['y' => 'z', 'w' => [1, [2]]]);
            $merged['v']['again'] = 'changed';

            self::assertSame($merged['v'][0], $merged['v'][1]);
            self::assertSame($merged['v'][0], $merged['v'][0]->self);
            self::assertSame('changed', $merged['v']['r']);
            self::assertSame(['y', 'w', 'v'], array_keys($merged));
        }
    }

    /** @dataProvider whatCannotBeSplit */
    public function testWhatCannotBeSplitIsNotMerged(string $serializer, string $data): void
    {
        $good = Php::write('php', ['a' => 1]);

        self::assertNull(ThreeWayMerge::of($serializer, $data, $good, $good));
        self::assertNull(ThreeWayMerge::of($serializer, '', $data, ''));
        self::assertNull(ThreeWayMerge::of($serializer, '', '', $data));
    }

    /** @return array<string, array{string, string}> */
    public static function whatCannotBeSplit(): array
    {
        $shared = new \stdClass();

        return [
            'another serializer' => ['igbinary', "\0\0\0\2\x14\0"],
            'a shared object' => ['php', Php::write('php', ['a' => $shared, 'b' => $shared])],
            'a shared object in an array' => ['php_serialize', serialize(['a' => $shared, 'b' => $shared])],
            'cut off' => ['php', 'a|s:5:"abc'],
            'cut off after a key' => ['php', 'a|'],
            'no value' => ['php', 'a|x'],
            'a length that lies' => ['php', 'a|s:999999999:"abc";'],
            'a count that lies' => ['php_serialize', 'a:2:{s:1:"a";i:1;}'],
            'more than an array' => ['php_serialize', 'a:0:{}x'],
            'an open array' => ['php', 'a|a:1:{i:0;i:1;'],
        ];
    }

    public function testNoObjectIsMadeAndNoClassIsLoaded(): void
    {
        $object = 'O:8:"Not\There":1:{s:1:"a";i:1;}';

        self::assertSame("b|i:1;a|$object", ThreeWayMerge::of('php', '', "a|$object", 'b|i:1;'));
        $opaque = 'C:3:"Old":7:{r:9;}"x}';
        self::assertSame("b|i:1;a|$opaque", ThreeWayMerge::of('php', '', "a|$opaque", 'b|i:1;'));
    }

    /**
     * @param array<string, mixed> $base
     * @param array<string, mixed> $mine
     * @param array<string, mixed> $theirs
     * @return array<string, mixed>
     */
    private function merge(string $serializer, array $base, array $mine, array $theirs): array
    {
        return Php::read($serializer, (string) ThreeWayMerge::of(
            $serializer,
            Php::write($serializer, $base),
            Php::write($serializer, $mine),
            Php::write($serializer, $theirs),
        ));
    }
}
