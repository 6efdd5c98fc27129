package io.gatehouse.control.operation;

import io.gatehouse.model.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers who come at the same time. */
final class AtOnce {
    private AtOnce() {}

    /** One caller's call; it answers a status or is refused. */
    interface Call {
        int by(int caller);
    }

    /** The status that each of so many callers gets. */
    static List<Integer> statuses(int callers, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        var start = new CyclicBarrier(callers);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    try {
                        return call.by(caller);
                    } catch (AwsException refused) {
                        return refused.status();
                    }
                });
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(calls, 120, TimeUnit.SECONDS)) {
                statuses.add(each.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }
}
