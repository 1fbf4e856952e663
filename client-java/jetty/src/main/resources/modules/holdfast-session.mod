[description]
Keeps the sessions of all contexts in the Holdfast session service.

[tags]
session

[provides]
session-cache
session-store

[depends]
sessions

[lib]
lib/holdfast/*.jar

[xml]
etc/holdfast-session.xml

[ini-template]
## Where the service is, and the settings of its client
holdfast.service=http://127.0.0.1:8080?timeout=2s

## Which requests lock, merge or only read, by path
# holdfast.rules=exclusive; /poll/* read-only no-slide

## What a request does that did not get the lock: fail, optimistic or read-only
# holdfast.on-lock-timeout=fail

## Whether a balancer brings requests back to jetty.sessionIdManager.workerName
# holdfast.sticky=false

## What this server keeps of the payloads it served, in bytes
# holdfast.near-copy-bytes=67108864

## How long an old id reaches its session after a change, such as 30s; default: the namespace's
# holdfast.rotate-grace=30s

## Classes that may be stored, besides values and collections: patterns with commas between
# holdfast.allowed-classes=com.example.shop.**

## Whether activation listeners among the attributes are called
# holdfast.passivating=false
