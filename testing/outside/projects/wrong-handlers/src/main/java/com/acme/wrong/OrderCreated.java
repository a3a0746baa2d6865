package com.acme.wrong;

record OrderCreated(String orderId) {}
