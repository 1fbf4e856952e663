<?php

declare(strict_types=1);

namespace Holdfast\Local\Fault;

/**
 * The faults of ./dev fault php, one after another.
 *
 * A visitor has lost something when a page shows fewer calls than were counted, and is turned away when a page fails.
 */
final class Faults
{
    private const VISITORS = 24;
    private const NODE = 'memcached-2';
    private const MOST_SECONDS = 1.0;

    public function __construct(
        private readonly Handler $handler,
        private readonly string $dev,
        private readonly int $leaseSeconds,
    ) {
    }

    /** @return list<Finding> */
    public function run(): array
    {
        $findings = [];
        $faults = [
            $this->tenAtOnce(...),
            $this->workerKilled(...),
            $this->lockExpired(...),
            fn (): array => $this->node('stopped (SIGSTOP)', 'pause', 'resume'),
            fn (): array => $this->node('killed', 'kill', 'start'),
            $this->backEmpty(...),
        ];
        foreach ($faults as $fault) {
            foreach ($fault() as $finding) {
                fwrite(STDERR, '  ' . ($finding->good ? 'ok ' : 'BAD') . " $finding->fault: $finding->seen\n");
                $findings[] = $finding;
            }
        }

        return $findings;
    }

    /** @return list<Finding> ten pages of 100 ms of one session, which ask one after another within 0.3 s */
    private function tenAtOnce(): array
    {
        $id = $this->handler->page()->id;
        $serial = [];
        for ($i = 0; $i < 10; $i++) {
            $serial[] = $this->handler->page('work=100', $id);
        }
        $begun = [];
        for ($i = 0; $i < 10; $i++) {
            $begun[] = $this->handler->begin('work=100', $id);
            usleep(30_000);
        }
        $pages = array_map(static fn ($request): Page => Page::of($request->answer()), $begun);
        $failed = count(array_filter($pages, static fn (Page $page): bool => $page->failure !== null));
        $overtaken = self::overtaken($pages);
        $ratio = self::span($pages) / self::span($serial);

        return [
            new Finding('ten pages at once: answered', (10 - $failed) . ' of 10', $failed === 0),
            new Finding('ten pages at once: in order of asking', "$overtaken of 45 pairs turned", $overtaken === 0),
            new Finding(
                'ten pages at once: time against one by one',
                sprintf('%.2f s against %.2f s (%.2f)', self::span($pages), self::span($serial), $ratio),
                $ratio <= 1.1 && $failed === 0
            ),
        ];
    }

    /** @return list<Finding> */
    private function workerKilled(): array
    {
        $id = $this->handler->page()->id;
        $before = strlen($this->handler->log());
        $this->handler->page('die', $id);
        $next = $this->handler->page('', $id);
        $logged = str_contains(substr($this->handler->log(), $before), 'for the lock of the session');
        $seen = $next->failure === null
            ? sprintf('next page after %.1f s%s', $next->waited(), $logged ? ', logged' : ', not logged')
            : sprintf('next page fails after %.1f s', $next->took());

        return [new Finding(
            "worker killed with the lock (lease $this->leaseSeconds s)",
            $seen,
            $next->failure === null && $next->waited() <= $this->leaseSeconds + 0.5 && $logged
        )];
    }

    /** @return list<Finding> a page works longer than its lease, while another one saves */
    private function lockExpired(): array
    {
        $id = $this->handler->page()->id;
        $slow = $this->handler->begin('work=' . ($this->leaseSeconds * 1000 + 1500), $id);
        usleep($this->leaseSeconds * 1_000_000 + 400_000);
        $quick = $this->handler->page('', $id);
        $told = Page::of($slow->answer())->failure !== null;
        $count = $this->handler->page('look', $id)->count;
        $kept = $quick->failure === null && ($count >= 3 || ($count === 2 && $told));

        return [new Finding(
            'page outlives its lock, another one saves',
            match (true) {
                $quick->failure !== null => 'the other one fails',
                !$kept => 'a save is lost silently',
                default => $told ? 'the later save is refused and told' : 'both saves are kept',
            },
            $kept
        )];
    }

    /** @return list<Finding> */
    private function node(string $what, string $break, string $mend): array
    {
        $visitors = $this->visitors();
        $this->part($break);
        $pages = $this->handler->pages('', $visitors);
        $fresh = $this->handler->pages('', array_fill(0, self::VISITORS, null));
        $this->part($mend);
        $node = self::NODE;

        return [
            new Finding("$node $what: visitors", ...self::judge($pages, 2)),
            new Finding("$node $what: new visitors", ...self::judge($fresh, 1)),
        ];
    }

    /** @return list<Finding> */
    private function backEmpty(): array
    {
        $visitors = $this->visitors();
        $this->part('kill');
        $this->part('start');

        $pages = $this->handler->pages('', $visitors);

        return [new Finding(self::NODE . ' is back empty: visitors', ...self::judge($pages, 2))];
    }

    /** @return list<string> ids of sessions that have counted one page */
    private function visitors(): array
    {
        return array_map(
            static fn (Page $page): string => $page->id,
            $this->handler->pages('', array_fill(0, self::VISITORS, null))
        );
    }

    /**
     * @param list<Page> $pages
     * @return array{string, bool}
     */
    private static function judge(array $pages, int $expected): array
    {
        $failed = count(array_filter($pages, static fn (Page $page): bool => $page->failure !== null));
        $lost = count(array_filter(
            $pages,
            static fn (Page $page): bool => $page->failure === null && $page->count !== $expected
        ));
        $slowest = max(array_map(static fn (Page $page): float => $page->took(), $pages));
        $seen = sprintf('%d of %d fail, %d lost, slowest %.2f s', $failed, count($pages), $lost, $slowest);

        return [$seen, $failed === 0 && $lost === 0 && $slowest <= self::MOST_SECONDS];
    }

    /**
     * How many pairs of pages got the session in another order than they asked for it, by 20 ms or more.
     *
     * @param list<Page> $pages
     */
    private static function overtaken(array $pages): int
    {
        $pairs = 0;
        foreach ($pages as $first) {
            foreach ($pages as $second) {
                $pairs += $second->began - $first->began >= 20_000_000 && $second->had < $first->had ? 1 : 0;
            }
        }

        return $pairs;
    }

    private function part(string $verb): void
    {
        exec(escapeshellarg($this->dev) . " part $verb " . self::NODE . ' 2>&1', $output, $code);
        if ($code !== 0) {
            throw new \RuntimeException("dev part $verb: " . implode("\n", $output));
        }
    }

    /**
     * From the first beginning to the last end, in seconds.
     *
     * @param list<Page> $pages
     */
    private static function span(array $pages): float
    {
        $began = min(array_map(static fn (Page $page): int => $page->began, $pages));

        return (max(array_map(static fn (Page $page): int => $page->ended, $pages)) - $began) / 1e9;
    }
}
