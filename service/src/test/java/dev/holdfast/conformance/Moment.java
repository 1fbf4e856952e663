package dev.holdfast.conformance;

import java.time.Instant;

/**
 * When and where a call was made.
 *
 * @param before the service's clock before the call
 * @param after the service's clock after the answer
 * @param values the values of the case
 * @param statusMember the member of an expectation that names the status of the door
 */
record Moment(Instant before, Instant after, CaseValues values, String statusMember) {}
