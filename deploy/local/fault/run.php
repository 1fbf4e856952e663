<?php

/*
 * ./dev fault php: the same faults for both save handlers, and what visitors saw.
 *
 * Arguments: state folder, the dev command, seconds of a lease, handlers with commas between.
 */

declare(strict_types=1);

use Holdfast\Local\Fault\Faults;
use Holdfast\Local\Fault\Handler;
use Holdfast\Local\Fault\Table;

require __DIR__ . '/../../../php-client/autoload.php';
foreach (['Page', 'Handler', 'Finding', 'Faults', 'Table'] as $class) {
    require __DIR__ . "/$class.php";
}

[, $state, $dev, $lease, $names] = $argv;
$findings = [];
foreach (explode(',', $names) as $name) {
    fwrite(STDERR, "$name\n");
    $findings[$name] = (new Faults(new Handler($name, $state), $dev, (int) $lease))->run();
}
echo Table::of($findings);
$broken = array_filter($findings['holdfast'], static fn ($finding): bool => !$finding->good);
exit($broken === [] ? 0 : 1);
