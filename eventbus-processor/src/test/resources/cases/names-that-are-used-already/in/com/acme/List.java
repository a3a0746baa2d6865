package com.acme;

record List(String id) {}
