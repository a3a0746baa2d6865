package dev.eventbus.processor.model;

/**
 * The method that decides whether a handler receives an event.
 *
 * @param method its name
 * @param parameter the type to which the event is cast for the call
 */
public record Filter(String method, TypeReference parameter) {}
