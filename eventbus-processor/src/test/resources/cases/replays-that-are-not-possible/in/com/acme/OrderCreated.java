package com.acme;

public record OrderCreated(String orderId, long cents) implements OrderEvent {}
