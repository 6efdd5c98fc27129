package io.gatehouse.execute.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringRoomTest {
    private final GatheringRoom room = new GatheringRoom(2);
    private final List<Integer> turns = new ArrayList<>();

    private void enter(int who) {
        room.enter(() -> turns.add(who));
    }

    @Test
    void thoseBeyondThePlacesWaitInOrder() {
        for (int who = 1; who <= 4; who++) {
            enter(who);
        }
        assertThat(turns).containsExactly(1, 2);
        room.leave();
        assertThat(turns).containsExactly(1, 2, 3);
        room.leave();
        assertThat(turns).containsExactly(1, 2, 3, 4);
    }

    @Test
    void placesAreTakenAgain() {
        for (int who = 1; who <= 5; who++) {
            enter(who);
            room.leave();
        }
        assertThat(turns).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void thereIsRoomForSomeHoweverLittleMemoryThereIs() {
        GatheringRoom tiny = GatheringRoom.of(Long.MAX_VALUE);
        tiny.enter(() -> turns.add(1));
        tiny.enter(() -> turns.add(2));
        assertThat(turns).containsExactly(1, 2);
    }
}
