package com.acme;

public interface OrderEvent {}
