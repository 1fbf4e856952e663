package dev.holdfast.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a case file; anything that the format does not have is an error. */
final class CaseReader {
  private static final Set<String> CASE_MEMBERS =
      Set.of("name", "description", "requires", "steps");
  private static final Set<String> REQUIREMENTS =
      Set.of(
          ConformanceCase.RAW_HTTP,
          ConformanceCase.DELEGATED_ERRORS,
          ConformanceCase.DATABASE,
          ConformanceCase.NO_DATABASE);
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private CaseReader() {}

  /**
   * Reads the cases of one file.
   *
   * @param file its name, for messages
   * @throws MalformedCaseException for what the format does not have
   */
  static List<ConformanceCase> read(String file, String text) {
    JsonNode root = parse(file, text);
    if (!root.isArray()) {
      throw new MalformedCaseException(file + " is no list of cases");
    }
    List<ConformanceCase> cases = new ArrayList<>();
    for (JsonNode each : root.values()) {
      cases.add(readCase(new JsonObject(file, each), file));
    }
    return cases;
  }

  static JsonNode parse(String file, String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonNode root = JsonNodeTreeCodec.getInstance().readTree(parser);
      if (parser.nextToken() != null) {
        throw new MalformedCaseException(file + " goes on after its list");
      }
      return root;
    } catch (IOException e) {
      throw new MalformedCaseException(file + ": " + e.getMessage());
    }
  }

  private static ConformanceCase readCase(JsonObject json, String file) {
    String name = file + ": " + json.allow(CASE_MEMBERS).requireText("name");
    List<Step> steps = new ArrayList<>();
    for (JsonNode each : json.elements("steps")) {
      steps.add(readStep(new JsonObject(name + ", step " + (steps.size() + 1), each)));
    }
    if (steps.stream().noneMatch(Step.Send.class::isInstance)) {
      throw new MalformedCaseException(name + " has no call");
    }
    return new ConformanceCase(name, json.requireText("description"), requires(json), steps);
  }

  private static Set<String> requires(JsonObject json) {
    Set<String> requires = new HashSet<>();
    if (json.has("requires")) {
      json.elements("requires").forEach(each -> requires.add(each.getStringValue()));
    }
    if (!REQUIREMENTS.containsAll(requires)) {
      throw new MalformedCaseException(json + ": unknown requirement among " + requires);
    }
    return requires;
  }

  private static Step readStep(JsonObject json) {
    if (json.has("advance")) {
      return readAdvance(json.allow(Set.of("advance")));
    }
    CallKind kind = CallKind.named(json.requireText("call"));
    json.allow(kind.members());
    return new Step.Send(kind, json, Expectation.read(json.object("expect"), kind));
  }

  private static Step readAdvance(JsonObject json) {
    try {
      return new Step.Advance(SpanText.parse(json.requireText("advance")));
    } catch (IllegalArgumentException e) {
      throw new MalformedCaseException(json + ": advance: " + e.getMessage());
    }
  }
}
