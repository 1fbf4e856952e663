<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Transport;

use Holdfast\Session\Exception\SessionUnavailable;
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\Session;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Tests\Service\ServiceProcess;
use Holdfast\Session\Write;
use PHPUnit\Framework\TestCase;

/**
 * An endpoint behind TLS.
 */
final class TlsTest extends TestCase
{
    private string $certificate;

    private ServiceProcess $service;

    protected function setUp(): void
    {
        $this->certificate = sys_get_temp_dir() . '/holdfast-test-' . bin2hex(random_bytes(6)) . '.pem';
        file_put_contents($this->certificate, self::selfSigned());
        $this->service = ServiceProcess::start('tls://127.0.0.1:0', $this->certificate);
    }

    protected function tearDown(): void
    {
        $this->service->stop();
        unlink($this->certificate);
    }

    public function testCertificateOfTheConfiguredAuthorityIsTrusted(): void
    {
        $url = str_replace('127.0.0.1', 'localhost', $this->service->url());
        $client = new RestSessionClient(SavePath::parse("$url?ca_file=$this->certificate&timeout=10s"));
        $key = SessionKey::ofSessionId('tls');
        $client->create($key, new Write(str_repeat('secret ', 10_000)));
        $found = $client->find($key);

        self::assertInstanceOf(Session::class, $found);
        self::assertSame(70_000, strlen((string) $found->payload));
    }

    public function testUnknownCertificateIsRefused(): void
    {
        $client = new RestSessionClient(SavePath::parse($this->service->url() . '?timeout=10s'));
        $this->expectException(SessionUnavailable::class);
        $client->find(SessionKey::ofSessionId('tls'));
    }

    private static function selfSigned(): string
    {
        $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
        $request = openssl_csr_new(['commonName' => 'localhost'], $key, ['digest_alg' => 'sha256']);
        $certificate = openssl_csr_sign($request, null, $key, 1, ['digest_alg' => 'sha256']);
        openssl_x509_export($certificate, $certificateText);
        openssl_pkey_export($key, $keyText);

        return $certificateText . $keyText;
    }
}
