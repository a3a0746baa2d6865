package com.acme;

@kotlin.Metadata
public final class Changing {
    private String text = "";

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
