/**
 * Annotated subscribers, compiled with the processor under test and run on the runtime under test.
 *
 * <p>The processor's text and messages are tested beside the processor, the runtime with lambdas beside the runtime.
 */
package dev.eventbus.acceptance;
