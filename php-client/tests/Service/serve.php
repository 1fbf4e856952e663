<?php

declare(strict_types=1);

// Runs the fake service on the address of the first argument, and prints where it listens.
// The second argument is a file with certificate and key, for an address of tls.
use Holdfast\Session\Tests\Service\FakeService;

require __DIR__ . '/../../autoload.php';

$context = stream_context_create(isset($argv[2]) ? ['ssl' => ['local_cert' => $argv[2]]] : []);
$flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
$listener = stream_socket_server($argv[1] ?? 'tcp://127.0.0.1:0', $code, $why, $flags, $context);
if ($listener === false) {
    fwrite(STDERR, "fake service: $why\n");
    exit(1);
}
echo stream_socket_get_name($listener, false), "\n";
(new FakeService($listener))->serve();
