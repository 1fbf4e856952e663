<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Unit;

use Holdfast\Session\Rules;
use Holdfast\Session\SessionKey;
use PHPUnit\Framework\TestCase;

final class RulesTest extends TestCase
{
    private const HEAD = '0123456789abcdef0123456789abcdef';

    public function testNewIdEndsInTheRoute(): void
    {
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}-a1$/D', (new Rules(route: 'a1'))->newId());
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/D', (new Rules())->newId());
    }

    public function testSessionIsTheSameOverAllRoutes(): void
    {
        $rules = new Rules(route: 'a1');

        self::assertSame($rules->key(self::HEAD)->value, $rules->key(self::HEAD . '-a1')->value);
        self::assertSame($rules->key(self::HEAD)->value, $rules->key(self::HEAD . '-b2')->value);
    }

    /** @dataProvider idsOfOthers */
    public function testIdOfAnotherFormIsTakenWhole(string $id): void
    {
        self::assertSame(SessionKey::ofSessionId($id)->value, (new Rules(route: 'a1'))->key($id)->value);
    }

    /** @return array<string, array{string}> */
    public static function idsOfOthers(): array
    {
        return [
            'an application\'s' => ['user-1'],
            'PHP\'s' => ['7v4j8sbpu9esl1aaaofp0lf30d'],
            'with more hyphens' => [self::HEAD . '-a1-a1'],
            'in capitals' => [strtoupper(self::HEAD) . '-a1'],
        ];
    }

    public function testIdIsTakenWholeWhereThereAreNoRoutes(): void
    {
        $id = self::HEAD . '-a1';

        self::assertSame(SessionKey::ofSessionId($id)->value, (new Rules())->key($id)->value);
    }
}
