package com.acme;

class Order {
    record Created() {}
}
