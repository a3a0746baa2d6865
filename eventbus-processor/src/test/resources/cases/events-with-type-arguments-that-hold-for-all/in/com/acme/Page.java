package com.acme;

import java.util.List;

record Page<T extends OrderEvent>(List<T> content) {}
