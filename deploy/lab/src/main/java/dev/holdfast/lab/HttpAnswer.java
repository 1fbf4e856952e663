package dev.holdfast.lab;

import java.util.List;

/**
 * A complete HTTP answer.
 *
 * @param status the status code
 * @param cookies the values of its Set-Cookie headers
 * @param retryAfter the value of its Retry-After header; empty without one
 * @param body the body as text
 */
record HttpAnswer(int status, List<String> cookies, String retryAfter, String body) {}
