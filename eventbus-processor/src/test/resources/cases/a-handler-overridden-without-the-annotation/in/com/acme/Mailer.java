package com.acme;

class Mailer extends Base {
    @Override
    void onOrder(OrderCreated event) {}
}
