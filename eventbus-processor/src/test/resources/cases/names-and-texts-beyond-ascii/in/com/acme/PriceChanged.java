package com.acme;

import dev.eventbus.Event;

@Event(value = "preis.\u20ac", key = "gr\u00f6\u00dfe")
record PriceChanged(String gr\u00f6\u00dfe) {}
