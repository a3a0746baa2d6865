package com.acme.stock;

import dev.eventbus.Event;

@Event("stock.reserve")
record Reserve(int units) {}
