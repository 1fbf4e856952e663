<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Fpm;

/**
 * One request to a FastCGI server, sent when it is made; its answer is read when it is asked for.
 */
final class FastCgi
{
    private const BEGIN = 1;
    private const END = 3;
    private const PARAMS = 4;
    private const STDIN = 5;
    private const STDOUT = 6;

    /** @var resource */
    private $stream;

    /** @param array<string, string> $params */
    public function __construct(string $socket, array $params)
    {
        $stream = stream_socket_client("unix://$socket", $code, $why, 30);
        if ($stream === false) {
            throw new \RuntimeException("FPM is gone: $why");
        }
        $this->stream = $stream;
        $pairs = '';
        foreach ($params as $name => $value) {
            $pairs .= pack('NN', strlen($name) | 1 << 31, strlen($value) | 1 << 31) . $name . $value;
        }
        fwrite($stream, self::record(self::BEGIN, pack('nCx5', 1, 0)) . self::record(self::PARAMS, $pairs)
            . self::record(self::PARAMS, '') . self::record(self::STDIN, ''));
    }

    /** The answer, headers and body; cut off when the worker died. */
    public function answer(): string
    {
        $answer = '';
        while (strlen($head = (string) stream_get_contents($this->stream, 8)) === 8) {
            ['type' => $type, 'length' => $length, 'padding' => $padding] = (array) unpack(
                'Cversion/Ctype/nid/nlength/Cpadding',
                $head
            );
            $content = $length + $padding > 0 ? (string) stream_get_contents($this->stream, $length + $padding) : '';
            $answer .= $type === self::STDOUT ? substr($content, 0, $length) : '';
            if ($type === self::END) {
                break;
            }
        }
        fclose($this->stream);

        return $answer;
    }

    private static function record(int $type, string $content): string
    {
        return pack('CCnnCC', 1, $type, 1, strlen($content), 0, 0) . $content;
    }
}
