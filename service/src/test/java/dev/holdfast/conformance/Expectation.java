package dev.holdfast.conformance;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a call has to lead to: only the members that are there are checked. */
final class Expectation {
  private static final Set<String> BINDABLE = Set.of("etag");

  private final JsonObject members;

  private Expectation(JsonObject members) {
    this.members = members;
  }

  /**
   * Reads an expectation.
   *
   * @throws MalformedCaseException for a member that a call of this kind cannot be checked for
   */
  static Expectation read(JsonObject members, CallKind kind) {
    if (kind == CallKind.HTTP) {
      members.allow(RawChecks.MEMBERS).require("http");
      return new Expectation(members);
    }
    boolean ok = members.flag("ok");
    if (ok == members.has("error")) {
      throw new MalformedCaseException(members + ": neither or both of ok and error");
    }
    members.allow(ok ? successMembers(kind) : FailureChecks.MEMBERS);
    if (members.has("bind")) {
      members.object("bind").allow(BINDABLE);
    }
    return new Expectation(members);
  }

  private static Set<String> successMembers(CallKind kind) {
    return switch (kind) {
      case LIST_USER -> UserChecks.LIST_MEMBERS;
      case END_USER -> UserChecks.END_MEMBERS;
      default -> DoneChecks.MEMBERS;
    };
  }

  /** Returns what differs, nothing when all is as expected; keeps what is to be bound. */
  List<String> check(Observed observed, Moment moment) {
    String surprise = surprise(observed);
    if (surprise != null) {
      return List.of(surprise);
    }
    List<String> differences = new ArrayList<>();
    members
        .members()
        .forEach(
            (member, expected) -> {
              String difference = check(member, expected, observed, moment);
              if (difference != null) {
                differences.add(member + ": " + difference);
              }
            });
    if (differences.isEmpty() && members.has("bind")) {
      bind(observed, moment.values());
    }
    return differences;
  }

  private @Nullable String surprise(Observed observed) {
    return switch (observed) {
      case Observed.Done _, Observed.Listed _, Observed.EndedAll _ when !members.has("ok") ->
          Difference.sentence("success", members.text("error", "a bare answer"));
      case Observed.Failed(var status, var problem) when !members.has("error") ->
          Difference.sentence(status + " " + problem.reason() + ": " + problem.detail(), "success");
      default -> null;
    };
  }

  private static @Nullable String check(
      String member, JsonNode expected, Observed observed, Moment moment) {
    return switch (observed) {
      case Observed.Raw raw -> RawChecks.check(member, expected, raw);
      case Observed.Done done -> DoneChecks.check(member, expected, done, moment);
      case Observed.Listed listed -> UserChecks.check(member, expected, listed, moment);
      case Observed.EndedAll all -> UserChecks.check(member, expected, all);
      case Observed.Failed failed -> FailureChecks.check(member, expected, failed, moment);
    };
  }

  private void bind(Observed observed, CaseValues values) {
    if (!(observed instanceof Observed.Done(Observed.Seen seen, _, _, _, _))) {
      throw new MalformedCaseException(members + ": binds the version of no session");
    }
    values.bind(members.object("bind").requireText("etag"), seen.etag());
  }
}
