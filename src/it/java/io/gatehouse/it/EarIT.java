package io.gatehouse.it;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;

/** The walking path once more, with the EAR in the WAR's place and on the WAR's data. */
@Order(200)
class EarIT extends WalkingPathIT {
    @BeforeAll
    static void replaceTheWar() {
        Server.running().stop();
        Server.running().start(Server.EAR);
    }
}
