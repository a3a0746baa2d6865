package com.acme;

class EventBusIndex {}
