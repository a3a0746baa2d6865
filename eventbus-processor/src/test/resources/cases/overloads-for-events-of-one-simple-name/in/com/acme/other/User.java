package com.acme.other;

public class User {
    public record Created() {}
}
