package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A meta command as a node reads it from the bytes of the product.
 *
 * @param verb "mg", "ms" or "md"
 * @param key the item
 * @param flags each flag with what follows it, which may be nothing
 * @param value what a store carries; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ScriptedRequest(String verb, String key, Map<Character, String> flags, byte[] value) {

  static ScriptedRequest parse(MetaRequest request) {
    byte[] bytes = request.bytes();
    int end = 0;
    while (bytes[end] != '\r') {
      end++;
    }
    String[] words = new String(bytes, 0, end, ISO_8859_1).split(" ", -1);
    boolean stores = words[0].equals("ms");
    Map<Character, String> flags = new HashMap<>();
    for (int i = stores ? 3 : 2; i < words.length; i++) {
      flags.put(words[i].charAt(0), words[i].substring(1));
    }
    int size = stores ? Integer.parseInt(words[2]) : 0;
    byte[] value = Arrays.copyOfRange(bytes, end + 2, end + 2 + size);
    return new ScriptedRequest(words[0], words[1], flags, value);
  }

  boolean has(char flag) {
    return flags.containsKey(flag);
  }

  /** Returns the number behind a flag; 0 where the flag is not there. */
  long number(char flag) {
    return Long.parseLong(flags.getOrDefault(flag, "0"));
  }

  /** Returns whether it may change something. */
  boolean changes() {
    return !verb.equals("mg");
  }

  @Override
  public String toString() {
    String guard = has('C') ? " C" + number('C') : has('M') ? " add" : "";
    return verb + guard + (verb.equals("ms") ? " " + StoredItem.describe(value) : "");
  }
}
