package com.acme;

@dev.eventbus.Event(value = "string", key = "toString")
class String {}
