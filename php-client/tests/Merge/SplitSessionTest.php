<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Merge;

use Holdfast\Session\Merge\SplitSession;
use PHPUnit\Framework\TestCase;

/**
 * Random sessions of every kind of value, taken apart, put in another order, and read by PHP.
 */
final class SplitSessionTest extends TestCase
{
    /** @dataProvider serializers */
    public function testPhpReadsTheSameValuesInAnotherOrder(string $serializer): void
    {
        for ($seed = 1; $seed <= 200; $seed++) {
            $session = $this->session($seed);
            $split = SplitSession::of($serializer, Php::write($serializer, $session));
            self::assertNotNull($split);
            $turned = $split->with(array_reverse($split->values, true))->text();
            $read = Php::read($serializer, $turned);

            self::assertSame(array_reverse(array_keys($session)), array_keys($read), "seed $seed");
            foreach ($session as $name => $value) {
                self::assertSame(serialize($value), serialize($read[$name]), "seed $seed, key $name");
            }
        }
    }

    /** @return array<string, array{string}> */
    public static function serializers(): array
    {
        return ['php' => ['php'], 'php_serialize' => ['php_serialize']];
    }

    /** @return array<string, mixed> */
    private function session(int $seed): array
    {
        mt_srand($seed);
        $session = [];
        for ($left = mt_rand(1, 6); $left > 0; $left--) {
            $name = ['a', '!b', 'user id', 'ключ', 'key:1;', '"{}'][mt_rand(0, 5)] . $left;
            $session[$name] = $this->value(3);
        }

        return $session;
    }

    private function value(int $depth): mixed
    {
        return match (mt_rand(0, $depth > 0 ? 13 : 7)) {
            0 => null,
            1 => mt_rand(0, 1) === 1,
            2 => mt_rand() - mt_rand(),
            3 => mt_rand() / mt_rand(1, 1000),
            4 => [INF, -INF, NAN, -0.0, 1e-300][mt_rand(0, 4)],
            5 => str_repeat('s:1:"x";}|', mt_rand(0, 3)) . "\0ü",
            6 => '',
            7 => Suit::cases()[mt_rand(0, 1)],
            8 => (object) $this->items($depth),
            9 => new \ArrayObject($this->items($depth)),
            10 => new \DateTimeImmutable('2026-01-01T00:00:00Z'),
            11 => $this->knot($depth),
            default => $this->items($depth),
        };
    }

    /** @return array<int|string, mixed> */
    private function items(int $depth): array
    {
        $items = [];
        for ($left = mt_rand(0, 3); $left > 0; $left--) {
            $items[mt_rand(0, 1) === 1 ? "k$left" : -$left] = $this->value($depth - 1);
        }

        return $items;
    }

    /**
     * Values that name one another.
     *
     * @return array<int|string, mixed>
     */
    private function knot(int $depth): array
    {
        $object = (object) ['inner' => $this->value($depth - 1)];
        $object->self = $object;
        $knot = [$this->value($depth - 1), $object, $object, Suit::Hearts, Suit::Hearts];
        $knot['first'] = &$knot[0];
        $knot['again'] = &$knot['first'];

        return $knot;
    }
}
