package dev.eventbus.sample.orders.domain;

/** A customer. */
public record Customer(String id, String name, String email) {}
