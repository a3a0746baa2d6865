package com.acme;

record OrderCreated(String orderId) {}
