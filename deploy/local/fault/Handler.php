<?php

declare(strict_types=1);

namespace Holdfast\Local\Fault;

use Holdfast\Session\Tests\Fpm\FastCgi;

/**
 * One save handler, in workers of its own.
 */
final class Handler
{
    public function __construct(public readonly string $name, private readonly string $state)
    {
    }

    public function begin(string $query, ?string $id = null): FastCgi
    {
        $cookie = $id === null ? [] : ['HTTP_COOKIE' => "PHPSESSID=$id"];

        return new FastCgi("$this->state/run/fault-$this->name.sock", [
            'REQUEST_METHOD' => 'GET',
            'SCRIPT_FILENAME' => "$this->state/www/fault/page.php",
            'REQUEST_URI' => "/?$query",
            'QUERY_STRING' => $query,
        ] + $cookie);
    }

    public function page(string $query = '', ?string $id = null): Page
    {
        return Page::of($this->begin($query, $id)->answer());
    }

    /**
     * One page of each session, twelve at a time.
     *
     * @param list<string|null> $ids null for a new visitor
     * @return list<Page>
     */
    public function pages(string $query, array $ids): array
    {
        $pages = [];
        foreach (array_chunk($ids, 12) as $some) {
            $now = hrtime(true);
            $begun = array_map(fn (?string $id): FastCgi => $this->begin($query, $id), $some);
            foreach ($begun as $request) {
                $pages[] = Page::of($request->answer(), $now);
            }
        }

        return $pages;
    }

    /** What the workers have logged about locks; empty for a handler that logs nothing. */
    public function log(): string
    {
        return (string) @file_get_contents("$this->state/log/fault-$this->name-php.log");
    }
}
