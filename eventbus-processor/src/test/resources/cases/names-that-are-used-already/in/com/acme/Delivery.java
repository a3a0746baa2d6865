package com.acme;

record Delivery(String id) {}
