package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.integrate.HttpBackend;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The data plane's door on the server's own port. It stands first in the chain, answers what the {@link Gateway} serves
 * and lets everything else pass untouched.
 */
public final class ExecuteFilter implements Filter {
    @Inject
    private @Nullable Gateway injectedGateway;

    @Inject
    private @Nullable HttpBackend injectedBackend;

    @Inject
    private @Nullable Settings injectedSettings;

    private @Nullable ServletDoor door;
    private boolean onPayara;

    @Override
    public void init(FilterConfig config) throws ServletException {
        if (injectedGateway == null || injectedBackend == null || injectedSettings == null) {
            throw new ServletException("the data plane is not wired");
        }
        door = new ServletDoor(injectedGateway, injectedBackend, injectedSettings);
        onPayara = config.getServletContext().getServerInfo().contains("Payara");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (door == null
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        if (door.spent().contains(http)) {
            answer.setHeader("Connection", "close");
            answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        boolean chunked = http.getHeader("Transfer-Encoding") != null;
        boolean endless = isEndless(http);
        if (chunked || endless) {
            // Payara drops a Content-Length beside it, and WildFly reads any chunk size: both unseen.
            door.spent().add(http);
            answer.setHeader("Connection", "close");
        }
        if (chunked && endless) {
            new ServletCall(door, http, answer).refuse(Refusal.LENGTH_REQUIRED);
            return;
        }
        if (door.serves(http)) {
            new ServletCall(door, http, answer).begin();
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Payara takes {@code Upgrade} for granted before anybody has agreed: it hands out the chunks with their sizes and
     * never tells the end of a body. Java's own client offers {@code Upgrade: h2c} with every first request.
     */
    private boolean isEndless(HttpServletRequest request) {
        String upgrade = onPayara ? request.getHeader("Upgrade") : null;
        return upgrade != null && !upgrade.equalsIgnoreCase("websocket");
    }
}
