package dev.eventbus.processor.model;

/**
 * The method that decides whether a handler gets an event.
 *
 * @param method its name
 * @param parameter what the event is cast to for it
 */
public record Filter(String method, TypeReference parameter) {}
