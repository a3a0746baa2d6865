package dev.eventbus.sample.orders.domain;

/** Who orders. */
public record Customer(String id, String name, String email) {}
