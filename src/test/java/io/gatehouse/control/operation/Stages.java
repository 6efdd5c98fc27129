package io.gatehouse.control.operation;

/** APIs with deployed stages, for tests of what belongs to stages. */
final class Stages {
    private Stages() {}

    /** A new API with these stages; returns its id. */
    static String deployed(ControlPlane plane, String... stages) {
        Api api = plane.api();
        deploy(api, stages);
        return api.id();
    }

    /** Gives an API that has nothing yet a method, and deploys it to these stages. */
    static void deploy(ControlPlane plane, String api, String... stages) {
        String root = plane.call("GetRestApi", "{'restApiId': '%s'}", api).getString("rootResourceId");
        deploy(new Api(plane, api, root), stages);
    }

    private static void deploy(Api api, String... stages) {
        api.mock("GET");
        for (String stage : stages) {
            api.deploy("'stageName': '" + stage + "'");
        }
    }
}
