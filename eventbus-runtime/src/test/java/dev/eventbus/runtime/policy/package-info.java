/** What subscriptions can ask for, policy by policy; the promises that hold for all of them are tested beside this. */
package dev.eventbus.runtime.policy;
