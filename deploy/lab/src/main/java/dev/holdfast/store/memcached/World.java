package dev.holdfast.store.memcached;

import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Everything one schedule acts on, made of its random numbers. */
final class World {
  private static final int REPLICAS = 3;
  private static final int MAX_MEMBERS = 5;
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final ScheduleTerms terms;
  private final Random random;
  private final SimulatedClock clock = new SimulatedClock();
  private final Duration slack;
  private final int ringChanges;
  private final List<SimulatedNode> nodes;
  private final SimulatedRing ring;
  private final List<StoreKey> keys;
  private final List<SimulatedReplica> replicas = new ArrayList<>();
  private final List<SimulatedClient> clients;
  private final Actors actors;
  private final Trace trace;
  private final Network network;
  private final Faults faults;
  private final CallLog log;

  World(long seed, ScheduleTerms terms) {
    this.terms = terms;
    this.random = new Random(Ring.mix(seed + 1));
    this.actors = new Actors(random);
    this.trace = new Trace(terms.traced());
    this.slack = Duration.ofSeconds(random.nextBoolean() ? 10 : 60);
    Duration idle = Duration.ofSeconds(random.nextBoolean() ? 20 : 120);
    int dice = random.nextInt(20);
    this.ringChanges = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
    int members = dice < 14 ? 3 : dice < 17 || ringChanges > 0 ? 4 : MAX_MEMBERS;
    this.nodes = makeNodes(ringChanges == 0 ? members : MAX_MEMBERS + random.nextInt(2));
    this.ring = new SimulatedRing(nodes, members);
    ring.members().forEach(node -> node.start().fill());
    this.keys = makeKeys(random.nextBoolean() ? 1 : 2 + random.nextInt(2));
    this.network = new Network(random, actors, trace, terms.broken(), nodes, ring);
    this.log = new CallLog(clock, slack, keys, trace);
    this.faults = new Faults(random, network, ring, REPLICAS, keys, log, trace);
    var expiry = new SessionPolicy.Expiry(idle, Duration.ofHours(2));
    this.clients = makeClients(new OperationMaker(random, clock, expiry, log));
    for (int i = 0; i < REPLICAS; i++) {
      replicas.add(makeReplica(i));
    }
  }

  private List<SimulatedNode> makeNodes(int count) {
    boolean guarded = terms.broken() != BrokenRule.GUARD;
    List<SimulatedNode> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(new SimulatedNode("n" + i, clock, guarded, item -> log.versions().stored(item)));
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
    var replica = new SimulatedReplica(number, ring.plan(), views, clock, slack, actors, terms);
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

  SimulatedRing ring() {
    return ring;
  }

  /** Returns how often the ring is to change. */
  int ringChanges() {
    return ringChanges;
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
