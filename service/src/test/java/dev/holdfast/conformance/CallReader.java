package dev.holdfast.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns the fields of a step into a call, each name into its value. */
final class CallReader {
  private final JsonObject fields;
  private final CaseValues values;

  private CallReader(JsonObject fields, CaseValues values) {
    this.fields = fields;
    this.values = values;
  }

  static Call.Caller caller(JsonObject fields) {
    return new Call.Caller(fields.text("namespace", "default"), fields.text("token"));
  }

  static Call read(Step.Send step, CaseValues values) {
    CallReader reader = new CallReader(step.fields(), values);
    return switch (step.kind()) {
      case HTTP -> reader.http();
      case LIST_USER -> new Call.ListUser(reader.user());
      case END_USER -> new Call.EndUser(reader.user(), reader.value("except", values::key));
      default -> reader.onSession(step.kind(), values.key(step.fields().requireText("key")));
    };
  }

  private Call onSession(CallKind kind, String key) {
    return switch (kind) {
      case GET -> new Call.Get(key, etag("if_none_match"), slides(), fields.flag("head"));
      case CREATE -> new Call.Create(key, payload(), writeOptions());
      case SAVE -> new Call.Save(key, payload(), etag("if_match"), writeOptions());
      case TOUCH -> new Call.Touch(key);
      case END -> new Call.End(key, operation(), etag("if_match"));
      case ROTATE -> {
        String newKey = values.key(fields.requireText("new_key"));
        yield new Call.Rotate(key, newKey, text("grace"), operation());
      }
      case ACQUIRE -> new Call.Acquire(key, owner(), text("lease"), text("wait"), etag("have"));
      case RENEW -> new Call.Renew(key, owner(), text("lease"));
      case RELEASE -> new Call.Release(key, owner());
      case LIST_USER, END_USER, HTTP -> throw new IllegalArgumentException(kind.wireName());
    };
  }

  private Call http() {
    Map<String, String> headers = new TreeMap<>();
    if (fields.has("headers")) {
      JsonObject all = fields.object("headers");
      all.members().keySet().forEach(name -> headers.put(name, all.requireText(name)));
    }
    String path = values.path(fields.requireText("path"));
    return new Call.Http(fields.requireText("method"), path, headers, text("body"));
  }

  private boolean slides() {
    String touch = text("touch");
    if (touch != null && !touch.equals("never")) {
      throw new MalformedCaseException(fields + ": touch " + touch + " (expected: never)");
    }
    return touch == null;
  }

  private Call.WriteOptions writeOptions() {
    return new Call.WriteOptions(
        operation(),
        value("lock", values::owner),
        fields.flag("release"),
        value("user", values::user));
  }

  private byte[] payload() {
    JsonNode payload = fields.require("payload");
    if (payload.isString()) {
      return payload.getStringValue().getBytes(UTF_8);
    }
    JsonObject repeated = fields.object("payload").allow(Set.of("repeat", "times"));
    int times = repeated.require("times").getIntValue();
    return repeated.requireText("repeat").repeat(times).getBytes(UTF_8);
  }

  private String user() {
    return values.user(fields.requireText("user"));
  }

  private String owner() {
    return values.owner(fields.requireText("owner"));
  }

  private @Nullable String operation() {
    return value("operation", values::operation);
  }

  private @Nullable String etag(String field) {
    return value(field, values::etag);
  }

  private @Nullable String text(String field) {
    return fields.text(field);
  }

  private @Nullable String value(String field, UnaryOperator<String> valueOf) {
    String name = fields.text(field);
    return name == null ? null : valueOf.apply(name);
  }
}
