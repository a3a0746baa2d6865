package dev.eventbus.runtime.lifetime;

import static dev.eventbus.testing.Patience.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.EventBus;
import dev.eventbus.PublishReport;
import dev.eventbus.runtime.Garbage;
import dev.eventbus.runtime.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bus ends with its owner, and a stage that lives on keeps no bus that was closed before. */
class CloseWhenTest {

    private static final int BUSES = 300;

    private final Garbage garbage = new Garbage();
    private final CompletableFuture<Object> owner = new CompletableFuture<>();

    private void openAndClose(CompletionStage<?> stage) throws Exception {
        for (int i = 0; i < BUSES; i++) {
            EventBus bus = EventBus.builder().closeWhen(stage).build();
            bus.subscribe(Integer.class, event -> {});
            bus.publish(i);
            bus.close();
            garbage.expect(bus);
        }
    }

    @Test
    void aStageKeepsNoClosedBus() throws Exception {
        openAndClose(owner);
        assertThat(garbage.remaining()).isEmpty();
        assertThat(owner.getNumberOfDependents()).isLessThan(10);
        owner.complete("end");
    }

    @Test
    void aStageThatIsNoFutureKeepsNone() throws Exception {
        CompletionStage<Object> stage = owner.minimalCompletionStage();
        openAndClose(stage);
        assertThat(garbage.remaining()).isEmpty();
        owner.complete("end");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverIsOpenWhenItEndsIsClosed(boolean normally) throws Exception {
        openAndClose(owner);
        List<EventBus> open = new ArrayList<>();
        CountDownLatch handled = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            EventBus bus = EventBus.builder().closeWhen(owner).build();
            bus.subscribe(Integer.class, event -> handled.countDown());
            bus.publish(i);
            open.add(bus);
        }
        if (normally) {
            owner.complete("end");
        } else {
            owner.completeExceptionally(new IllegalStateException("expected"));
        }
        open.forEach(bus -> {
            until(() -> bus.isClosed());
        });
        Gate.await(handled);
        EventBus late = EventBus.builder().closeWhen(owner).build();
        until(() -> late.isClosed());
    }

    @Test
    void theStagesOfTrackedEventsKeepNoClosedBus() throws Exception {
        List<CompletionStage<PublishReport>> kept = new ArrayList<>();
        trackAndClose(kept);
        assertThat(garbage.remaining()).isEmpty();
        assertThat(kept).allMatch(stage -> stage.toCompletableFuture().isDone());
    }

    private void trackAndClose(List<CompletionStage<PublishReport>> kept) throws Exception {
        for (int i = 0; i < 20; i++) {
            EventBus bus = EventBus.builder().closeOnShutdown().build();
            bus.subscribe(Integer.class, event -> {});
            kept.add(bus.publishAndTrack(i));
            bus.close();
            garbage.expect(bus);
        }
    }

    @Test
    void aStageThatAHandlerHasReturnedKeepsNoClosedBusOnceItHasEnded() throws Exception {
        List<CompletableFuture<Object>> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            kept.add(new CompletableFuture<>());
        }
        handleAndClose(kept);
        assertThat(garbage.remaining()).isEmpty();
        assertThat(kept).allMatch(CompletableFuture::isDone);
    }

    private void handleAndClose(List<CompletableFuture<Object>> stages) throws Exception {
        for (CompletableFuture<Object> stage : stages) {
            EventBus bus = EventBus.builder().build();
            bus.subscription(Integer.class).handleAsync(event -> stage);
            bus.publish(1);
            stage.complete("end");
            bus.close();
            garbage.expect(bus);
        }
    }
}
