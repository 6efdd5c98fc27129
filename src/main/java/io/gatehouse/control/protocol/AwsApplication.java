package io.gatehouse.control.protocol;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The control plane at the root of the server. */
@ApplicationPath("/")
public class AwsApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(AwsResource.class, ContainerRefusal.class);
    }
}
