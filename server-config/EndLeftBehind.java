import java.util.concurrent.TimeUnit;

/**
 * Ends the server that a killed {@code wildfly:run} left behind: a process of this project's WildFly whose Maven is gone.
 * A server whose Maven still runs is left alone. The build calls it when something listens on the management port.
 */
final class EndLeftBehind {
    private EndLeftBehind() {}

    /** @param arguments the folder of WildFly, as it stands on the server's command line */
    public static void main(String[] arguments) {
        ProcessHandle.allProcesses()
                .filter(process -> hasArgument(process, "-Djboss.home.dir=" + arguments[0]))
                .filter(process -> hasArgument(process, "-Dgatehouse.quickstart=true"))
                .filter(process -> process.parent().filter(EndLeftBehind::isJava).isEmpty())
                .forEach(EndLeftBehind::end);
    }

    private static boolean hasArgument(ProcessHandle process, String argument) {
        return process.info().commandLine().filter(line -> line.contains(argument)).isPresent();
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().filter(command -> command.matches(".*java(w?\\.exe)?")).isPresent();
    }

    private static void end(ProcessHandle server) {
        System.out.println("Ending the server that an earlier wildfly:run left behind, process " + server.pid());
        server.destroy();
        server.onExit().completeOnTimeout(server, 30, TimeUnit.SECONDS).join();
        server.destroyForcibly();
    }
}
