package dev.holdfast.bench;

import org.apache.catalina.Context;

/** One way to keep the sessions of a page. */
@FunctionalInterface
interface Contender {

  /**
   * Has an application keep its sessions so, before it starts.
   *
   * @param at where they are kept: the text that this way understands
   */
  void install(Context application, String at);

  /** Returns the contender of a name. */
  static Contender named(String name) {
    return switch (name) {
      case "none" -> (application, at) -> {};
      case "tomcat" -> HoldfastContenders::everyRequestAsks;
      case "sticky" -> HoldfastContenders::requestsComeBack;
      case "jdbc" -> new JdbcContender();
      case "spring-redis" -> SpringContender.of(RedisSessions.class);
      case "spring-holdfast" -> SpringContender.of(HoldfastSpringSessions.class);
      default ->
          throw new IllegalArgumentException(
              "contender: "
                  + name
                  + " (expected: none, tomcat, sticky, jdbc, spring-redis or spring-holdfast)");
    };
  }
}
