package dev.holdfast.tomcat;

import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.session.WebSessions;

/** What a started manager has. */
record OpenedSessions(WebSessions sessions, AttributeCodecs codecs) {}
