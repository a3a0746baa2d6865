package com.acme;

class Object {}
