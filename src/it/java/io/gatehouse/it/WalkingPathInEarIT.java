package io.gatehouse.it;

import org.junit.jupiter.api.BeforeAll;

/**
 * The walking path once more, with the EAR in the WAR's place and on the WAR's data. Runs last: test classes run in the
 * order of their names.
 */
class WalkingPathInEarIT extends WalkingPathIT {
    @BeforeAll
    static void replaceTheWar() {
        Server.running().stop();
        Server.running().start(Server.EAR);
    }
}
