package io.gatehouse.control.operation;

/** What tests of the account's nouns have in common. */
final class Stages {
    private Stages() {}

    /** A new API with these stages; returns its id. */
    static String deployed(ControlPlane plane, String... stages) {
        Api api = plane.api();
        api.mock("GET");
        for (String stage : stages) {
            api.deploy("'stageName': '" + stage + "'");
        }
        return api.id();
    }

    /** Operations as {@code op path value}, the value may be absent. */
    static String patch(String... operations) {
        return Patches.operations(operations);
    }
}
