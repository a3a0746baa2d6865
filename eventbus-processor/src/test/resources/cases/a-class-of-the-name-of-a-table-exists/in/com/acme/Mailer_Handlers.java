package com.acme;

class Mailer_Handlers {}
