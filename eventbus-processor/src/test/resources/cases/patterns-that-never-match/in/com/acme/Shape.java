package com.acme;

import dev.eventbus.Event;

sealed interface Shape {
    @Event("shape.circle")
    record Circle(int radius) implements Shape {}

    @Event("shape.square")
    record Square(int side) implements Shape {}
}
