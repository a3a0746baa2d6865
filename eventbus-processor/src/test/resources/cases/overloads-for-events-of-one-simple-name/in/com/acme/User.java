package com.acme;

class User {
    record Created() {}

    record Deleted() {}
}
