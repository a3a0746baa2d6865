package com.acme;

interface OrderEvent {}
