package com.acme;

interface Measured {
    int RETAINED = 10;
}
