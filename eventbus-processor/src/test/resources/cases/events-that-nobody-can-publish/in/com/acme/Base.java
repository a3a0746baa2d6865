package com.acme;

import dev.eventbus.Event;

@Event("base")
abstract class Base {}
