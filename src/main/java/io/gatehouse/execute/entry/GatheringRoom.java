package io.gatehouse.execute.entry;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Where answers of unknown length wait until they are whole, so that one that breaks off never looks whole to the
 * client. Only so many are gathered at once, by the memory there is; the others wait outside in order, unread.
 */
final class GatheringRoom {
    /** The part of the heap that answers may fill. */
    private static final int HEAP_PART = 4;

    private final int places;
    private final Queue<Runnable> outside = new ArrayDeque<>();
    private int taken;

    GatheringRoom(int places) {
        this.places = places;
    }

    /** A room with as many places as fit into a part of the heap, at least two. */
    static GatheringRoom of(long payloadBytes) {
        long fitting = Runtime.getRuntime().maxMemory() / HEAP_PART / Math.max(payloadBytes, 1);
        return new GatheringRoom((int) Math.min(Math.max(fitting, 2), 10_000));
    }

    /** Runs a turn now or when there is a place; whoever has had a turn leaves, once. */
    void enter(Runnable turn) {
        synchronized (this) {
            if (taken == places) {
                outside.add(turn);
                return;
            }
            taken++;
        }
        turn.run();
    }

    /** Gives a place back; the next one waiting takes it. */
    void leave() {
        Runnable next;
        synchronized (this) {
            next = outside.poll();
            if (next == null) {
                taken--;
                return;
            }
        }
        next.run();
    }
}
