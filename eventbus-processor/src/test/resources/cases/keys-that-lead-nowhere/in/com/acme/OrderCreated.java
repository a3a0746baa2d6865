package com.acme;

public record OrderCreated(String orderId, long cents, Customer customer) implements OrderEvent {}
