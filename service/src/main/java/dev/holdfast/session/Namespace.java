package dev.holdfast.session;

/**
 * A tenant: its policy and the tokens that open it.
 *
 * @param name as it stands in paths
 * @param policy its rules
 * @param tokens who may call; empty for everybody who reaches the listener
 */
public record Namespace(String name, SessionPolicy policy, TokenSet tokens) {
  /** The namespace that exists out of the box. */
  public static final String DEFAULT = "default";

  /** Checks the name. */
  public Namespace {
    TokenAlphabet.require("namespace", name, 1, 64);
  }
}
