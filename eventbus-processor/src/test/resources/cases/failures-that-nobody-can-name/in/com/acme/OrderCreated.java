package com.acme;

record OrderCreated(String orderId, long cents) implements OrderEvent {}
