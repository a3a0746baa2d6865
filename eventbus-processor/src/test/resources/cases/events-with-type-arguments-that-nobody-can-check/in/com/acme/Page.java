package com.acme;

record Page<T>(T content) {}
