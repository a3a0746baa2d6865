package com.acme;

record DeliveryCursor(String id) {}
