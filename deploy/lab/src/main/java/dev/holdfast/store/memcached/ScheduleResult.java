package dev.holdfast.store.memcached;

import java.util.List;

/**
 * What one schedule came to.
 *
 * @param seed makes the same schedule again
 * @param tally what was counted
 * @param violations what was wrong, as sentences
 * @param settled whether a repair had to choose between records, or found nothing to choose from
 * @param trace what happened, if it was asked for
 */
record ScheduleResult(
    long seed, Tally tally, List<String> violations, boolean settled, List<String> trace) {}
