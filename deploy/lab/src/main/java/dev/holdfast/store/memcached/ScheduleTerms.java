package dev.holdfast.store.memcached;

/**
 * What all schedules of a run have in common.
 *
 * @param code the code under test
 * @param broken the rule that is broken on purpose
 * @param doubled whether two nodes break at once
 * @param traced whether to note what happens
 */
record ScheduleTerms(CopiesUnderTest code, BrokenRule broken, boolean doubled, boolean traced) {}
