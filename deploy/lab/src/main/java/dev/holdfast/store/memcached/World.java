package dev.holdfast.store.memcached;

import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Everything one schedule acts on, made of its random numbers. */
final class World {
  private static final int REPLICAS = 3;
  private static final int MAX_NODES = 5;
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final List<Ring> RINGS =
      IntStream.rangeClosed(0, MAX_NODES).mapToObj(World::ring).toList();

  private final ScheduleTerms terms;
  private final Random random;
  private final SimulatedClock clock = new SimulatedClock();
  private final Duration slack;
  private final List<SimulatedNode> nodes;
  private final List<StoreKey> keys;
  private final List<SimulatedReplica> replicas = new ArrayList<>();
  private final List<SimulatedClient> clients;
  private final Actors actors = new Actors();
  private final Trace trace;
  private final Network network;
  private final Faults faults;
  private final CallLog log;

  World(long seed, ScheduleTerms terms) {
    this.terms = terms;
    this.random = new Random(Ring.mix(seed + 1));
    this.trace = new Trace(terms.traced());
    this.slack = Duration.ofSeconds(random.nextBoolean() ? 10 : 60);
    Duration idle = Duration.ofSeconds(random.nextBoolean() ? 20 : 120);
    int dice = random.nextInt(20);
    this.nodes = makeNodes(dice < 14 ? 3 : dice < 17 ? 4 : MAX_NODES);
    this.keys = makeKeys(random.nextBoolean() ? 1 : 2 + random.nextInt(2));
    this.network = new Network(random, actors, trace, terms.broken() == BrokenRule.TRUST, nodes);
    this.log = new CallLog(clock, slack, keys, trace);
    this.faults = new Faults(random, network, nodes, REPLICAS, keys, log, trace);
    var expiry = new SessionPolicy.Expiry(idle, Duration.ofHours(2));
    this.clients = makeClients(new OperationMaker(random, clock, expiry, log));
    for (int i = 0; i < REPLICAS; i++) {
      replicas.add(makeReplica(i));
    }
  }

  private static Ring ring(int nodes) {
    return new Ring(IntStream.range(0, nodes).mapToObj(i -> new Ring.Member("n" + i, 1)).toList());
  }

  private List<SimulatedNode> makeNodes(int count) {
    boolean guarded = terms.broken() != BrokenRule.GUARD;
    List<SimulatedNode> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SimulatedNode node = new SimulatedNode("n" + i, clock, guarded, item -> log.stored(item));
      node.start().fill();
      made.add(node);
    }
    return made;
  }

  private List<StoreKey> makeKeys(int count) {
    List<StoreKey> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = 0; j < StoreKey.LENGTH; j++) {
        name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      made.add(new StoreKey(name.toString()));
    }
    return made;
  }

  private List<SimulatedClient> makeClients(OperationMaker maker) {
    boolean entombs = terms.broken() != BrokenRule.TOMBSTONE;
    int count = 2 + random.nextInt(3);
    List<SimulatedClient> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(new SimulatedClient(i, random, clock, log, maker, entombs));
    }
    return made;
  }

  private SimulatedReplica makeReplica(int number) {
    List<SimulatedPoolNode> views =
        nodes.stream().map(node -> new SimulatedPoolNode(node.id())).toList();
    var replica =
        new SimulatedReplica(
            number,
            RINGS.get(nodes.size()),
            views,
            clock,
            slack,
            actors,
            terms.code(),
            terms.broken().rules());
    for (int i = 0; i < nodes.size(); i++) {
      network.open(replica, i);
    }
    return replica;
  }

  /** Puts a new replica, which remembers nothing, in the place of one. */
  void replaceReplica(int number) {
    network.abandon(replicas.get(number));
    replicas.set(number, makeReplica(number));
  }

  Random random() {
    return random;
  }

  SimulatedClock clock() {
    return clock;
  }

  Duration idleTime() {
    return Duration.ofMillis(100 + random.nextInt(8_000));
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  List<StoreKey> keys() {
    return keys;
  }

  StoreKey anyKey() {
    return keys.get(random.nextInt(keys.size()));
  }

  List<SimulatedReplica> replicas() {
    return replicas;
  }

  SimulatedReplica anyReplica() {
    return replicas.get(random.nextInt(replicas.size()));
  }

  List<SimulatedClient> clients() {
    return clients;
  }

  Actors actors() {
    return actors;
  }

  Trace trace() {
    return trace;
  }

  Network network() {
    return network;
  }

  Faults faults() {
    return faults;
  }

  CallLog log() {
    return log;
  }
}
